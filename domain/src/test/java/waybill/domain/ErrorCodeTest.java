package waybill.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorCodeTest {
    static Stream<String> unreadable() {
        return Stream.of("x".repeat(33), "a\u0000b", "a\nb", "\uD83D");
    }

    @ParameterizedTest
    @CsvSource({"50, 50", "050, 50", "' 450 ', 450", "1000, 1000", "0100, 100", "4a, 4a", "0x1, 0x1"})
    void a_code_is_read_without_padding(String text, String value) {
        assertThat(ErrorCode.parse(text)).isEqualTo(new ErrorCode(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "0", "000", " 000 "})
    void zeros_and_silence_are_no_error(String text) {
        assertThat(ErrorCode.parse(text)).isEqualTo(ErrorCode.NONE);
        assertThat(ErrorCode.parse(text).isNone()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void an_odd_code_is_still_a_code(String text) {
        assertThat(ErrorCode.parse(text)).isEqualTo(new ErrorCode("unreadable"));
        assertThatThrownBy(() -> new ErrorCode(text)).isInstanceOf(InvalidValue.class);
    }

    @Test
    void the_longest_code_is_taken_as_it_is() {
        var longest = "x".repeat(ErrorCode.MAX_LENGTH);

        assertThat(ErrorCode.parse(longest).value()).isEqualTo(longest);
        assertThat(new ErrorCode(longest).isNone()).isFalse();
    }

    @Test
    void a_code_explains_itself_and_one_that_is_not_listed_too() {
        assertThat(new ErrorCode("50").explanation().meaning()).isEqualTo("invalid destination number");
        assertThat(new ErrorCode("4711").explanation().kind()).isEqualTo(ErrorExplanation.Kind.NO_AUTOMATIC_RETRY);
        assertThat(new ErrorCode("4711").explanation().meaning()).contains("not among the codes");
    }
}
