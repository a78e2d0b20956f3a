package waybill.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The document that operators read says of every setting what the code does. */
class ConfigurationDocumentTest {
    private static final Path DOCUMENT = Path.of("../docs/configuration.md");
    private static final Pattern ROW = Pattern.compile("\\| `([A-Z0-9_]+)` \\| (.+) \\| (.+) \\|");

    /** One line of the table. */
    private record Row(String name, String meaning, String defaultValue) {
        static Optional<Row> of(String line) {
            var row = ROW.matcher(line);
            return row.matches() ? Optional.of(new Row(row.group(1), row.group(2), row.group(3))) : Optional.empty();
        }
    }

    @Test
    void every_setting_has_one_row_and_no_row_is_of_anything_else() throws IOException {
        var documented = rows().stream().map(Row::name).toList();

        assertThat(documented)
                .containsExactlyElementsOf(
                        Stream.of(Setting.values()).map(Enum::name).toList());
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void a_default_is_the_one_in_force(Setting setting) throws IOException {
        var documented = row(setting).defaultValue();

        setting.defaultValue()
                .ifPresentOrElse(
                        value -> assertThat(documented).startsWith("`%s`".formatted(value)),
                        () -> assertThat(documented).isNotBlank());
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void a_secret_is_marked_as_one(Setting setting) throws IOException {
        var documented = row(setting).meaning();

        assertThat(documented.contains("**secret**")).isEqualTo(setting.isSecret());
    }

    private static Row row(Setting setting) throws IOException {
        return rows().stream()
                .filter(row -> row.name().equals(setting.name()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("%s has no row for %s".formatted(DOCUMENT, setting)));
    }

    private static List<Row> rows() throws IOException {
        return Files.readAllLines(DOCUMENT).stream()
                .flatMap(line -> Row.of(line).stream())
                .toList();
    }
}
