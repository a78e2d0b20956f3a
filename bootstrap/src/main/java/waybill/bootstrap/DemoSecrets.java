package waybill.bootstrap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Random values for what a demo was not given, kept in a file that only its owner reads, so that a restart has them. */
final class DemoSecrets {
    private static final String FILE = "demo-secrets.properties";
    private static final String UPPER_CASE = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final String ANY_CASE = UPPER_CASE + "abcdefghijklmnopqrstuvwxyz";
    private static final int AUTH_ID_RANDOM = 14;
    private static final int SECRET_LENGTH = 40;

    private final Map<Setting, String> values;

    private DemoSecrets(Map<Setting, String> values) {
        this.values = values;
    }

    /** Reads the file under the data directory, or makes it. */
    static DemoSecrets in(Path data) {
        var file = data.resolve(FILE);
        try {
            Files.createDirectories(data);
            var stored = new Properties();
            if (Files.exists(file)) {
                try (var reader = Files.newBufferedReader(file)) {
                    stored.load(reader);
                }
            }
            var values = new TreeMap<Setting, String>();
            values.put(
                    Setting.PLIVO_AUTH_ID, stored(stored, Setting.PLIVO_AUTH_ID, "MADEMO", UPPER_CASE, AUTH_ID_RANDOM));
            values.put(Setting.PLIVO_AUTH_TOKEN, stored(stored, Setting.PLIVO_AUTH_TOKEN, "", ANY_CASE, SECRET_LENGTH));
            values.put(Setting.WAYBILL_API_KEYS, stored(stored, Setting.WAYBILL_API_KEYS, "", ANY_CASE, SECRET_LENGTH));
            if (stored.isEmpty()) {
                write(file, values);
            }
            return new DemoSecrets(values);
        } catch (IOException _) {
            throw new ConfigurationRefused(List.of(
                    "the demo's secrets cannot be kept in %s: set WAYBILL_DATA to a directory that can be written"
                            .formatted(file)));
        }
    }

    String value(Setting setting) {
        return values.getOrDefault(setting, "");
    }

    private static String stored(Properties stored, Setting setting, String prefix, String alphabet, int length) {
        return stored.getProperty(setting.name(), prefix + random(alphabet, length));
    }

    /** Whole or not at all: a killed demo leaves no half of a file. A temporary file is its owner's alone to read. */
    private static void write(Path file, Map<Setting, String> values) throws IOException {
        var text = new StringBuilder();
        values.forEach((setting, value) ->
                text.append(setting).append('=').append(value).append('\n'));
        var draft = Files.createTempFile(file.toAbsolutePath().getParent(), FILE, ".new");
        Files.writeString(draft, text);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String random(String alphabet, int length) {
        return new SecureRandom()
                .ints(length, 0, alphabet.length())
                .mapToObj(alphabet::charAt)
                .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
                .toString();
    }
}
