package waybill.adapter.persistence.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.Base64;

/** The password of the embedded PostgreSQL: random, made once, readable by its owner alone. */
final class PasswordFile {
    private static final int RANDOM_BYTES = 24;

    private PasswordFile() {}

    static String readOrCreate(Layout layout) throws IOException {
        var file = layout.password();
        if (!Files.exists(file)) {
            if (Files.exists(layout.data())) {
                throw new EmbeddedPostgresException(
                        "%s is missing, and without it nobody gets at the data in %s: restore it from a backup."
                                .formatted(file, layout.data()));
            }
            PrivateFiles.write(file, random());
        }
        PrivateFiles.restrict(file);
        return Files.readString(file, UTF_8).strip();
    }

    private static String random() {
        var bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
