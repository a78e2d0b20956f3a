package waybill.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MessageTextTest {
    static Stream<String> longestTexts() {
        return Stream.of("a".repeat(1600), "€".repeat(800), "ж".repeat(737), "ж" + "😀".repeat(368), "\uD83D\uDE00");
    }

    static Stream<Arguments> refusedTexts() {
        return Stream.of(
                Arguments.of("", "empty_text"),
                Arguments.of("a\u0000b", "invalid_text"),
                Arguments.of("\u0000", "invalid_text"),
                Arguments.of("a\uD83D", "invalid_text"),
                Arguments.of("\uDE00a", "invalid_text"),
                Arguments.of("\uDE00\uD83D", "invalid_text"),
                Arguments.of("a".repeat(1601), "text_too_long"),
                Arguments.of("€".repeat(800) + "a", "text_too_long"),
                Arguments.of("ж".repeat(738), "text_too_long"),
                Arguments.of("😀".repeat(369), "text_too_long"));
    }

    @ParameterizedTest
    @MethodSource("longestTexts")
    void a_text_up_to_the_limit_of_its_encoding_is_taken(String text) {
        assertThat(new MessageText(text).value()).isEqualTo(text);
    }

    @ParameterizedTest
    @MethodSource("refusedTexts")
    void what_cannot_be_sent_is_refused(String text, String code) {
        assertThatThrownBy(() -> new MessageText(text))
                .isInstanceOfSatisfying(
                        InvalidValue.class, fault -> assertThat(fault.code()).isEqualTo(code));
    }

    @Test
    void a_refusal_says_how_much_is_too_much() {
        assertThatThrownBy(() -> new MessageText("a".repeat(1601)))
                .hasMessage("the text takes 1601 GSM-7 characters, at most 1600 are allowed");
    }

    @Test
    void a_text_knows_its_segments() {
        assertThat(new MessageText("a".repeat(161)).segments()).isEqualTo(new Segments(Encoding.GSM_7, 2));
    }
}
