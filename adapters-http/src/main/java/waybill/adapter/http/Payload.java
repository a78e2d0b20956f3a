package waybill.adapter.http;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import waybill.domain.Fingerprint;

/**
 * What a request to send asks for, as one fingerprint: of the values, not of the JSON, each with its length before it, so
 * that no two requests that ask for different things look the same.
 */
final class Payload {
    private static final String FORM = "send/1";

    private Payload() {}

    static Fingerprint fingerprint(
            String from, String to, String text, Optional<String> expiresIn, Optional<String> clientReference) {
        var bytes = new ByteArrayOutputStream();
        try (var output = new DataOutputStream(bytes)) {
            for (var value : List.of(Optional.of(FORM), Optional.of(from), Optional.of(to), Optional.of(text))) {
                write(output, value);
            }
            write(output, expiresIn);
            write(output, clientReference);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Fingerprint.of(Sha256.of(bytes.toByteArray()));
    }

    private static void write(DataOutputStream output, Optional<String> value) throws IOException {
        output.writeBoolean(value.isPresent());
        if (value.isPresent()) {
            var utf8 = value.get().getBytes(StandardCharsets.UTF_8);
            output.writeInt(utf8.length);
            output.write(utf8);
        }
    }
}
