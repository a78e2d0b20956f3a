package waybill.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import waybill.domain.ErrorExplanation.Kind;

/** Holds docs/error-codes.md against the code. */
class ErrorCodesDocumentTest {
    /** Those of Plivo's documentation, restated here by hand with the class we read into each. */
    private static final String PLIVO_CODES = """
            10 permanent
            20 retryable
            30 permanent
            40 configuration
            50 permanent
            60 permanent
            70 permanent
            80 retryable
            90 ambiguous
            100 permanent
            110 permanent
            120 permanent
            200 permanent
            201 permanent
            300 ambiguous
            420 application_decides
            450 configuration
            900 after_top_up
            910 configuration
            1000 no_automatic_retry
            """;

    @Test
    void the_document_lists_every_code_as_the_code_explains_it() {
        var expected = listedCodes().map(ErrorCodesDocumentTest::row);

        var documented = Documents.lines("error-codes.md").stream().filter(line -> line.matches("\\| \\d+ \\|.*"));

        assertThat(documented).containsExactlyElementsOf(expected.toList());
    }

    @Test
    void the_document_explains_every_class() {
        var expected = Stream.of(Kind.values()).map(Kind::text);

        var documented = Documents.lines("error-codes.md").stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(3, line.indexOf('`', 3)));

        assertThat(documented).containsExactlyElementsOf(expected.toList());
    }

    @Test
    void every_code_of_plivo_is_listed_with_its_class() {
        var listed = listedCodes()
                .map(code -> code.value() + " " + code.explanation().kind().text());

        assertThat(listed).containsExactlyElementsOf(PLIVO_CODES.lines().toList());
    }

    private static Stream<ErrorCode> listedCodes() {
        return ErrorExplanation.listedCodes().stream()
                .sorted(Comparator.comparingInt(Integer::parseInt))
                .map(ErrorCode::new);
    }

    private static String row(ErrorCode code) {
        var explanation = code.explanation();
        return "| %s | %s | `%s` | %s |"
                .formatted(
                        code.value(), explanation.meaning(), explanation.kind().text(), explanation.advice());
    }
}
