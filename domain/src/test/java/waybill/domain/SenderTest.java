package waybill.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.domain.Sender.Alphanumeric;
import waybill.domain.Sender.Powerpack;
import waybill.domain.Sender.ShortCode;

class SenderTest {
    private static final String UUID = "12345678-90ab-cdef-1234-567890abcdef";

    static Stream<Arguments> senders() {
        return Stream.of(
                Arguments.of("+14155550100", new PhoneNumber("+14155550100")),
                Arguments.of("14155550100", new PhoneNumber("+14155550100")),
                Arguments.of("1234567", new PhoneNumber("+1234567")),
                Arguments.of("123456", new ShortCode("123456")),
                Arguments.of("123", new ShortCode("123")),
                Arguments.of("ACME", new Alphanumeric("ACME")),
                Arguments.of("powerpack", new Alphanumeric("powerpack")),
                Arguments.of("powerpack:" + UUID, new Powerpack(UUID)),
                Arguments.of("PowerPack:12345678-90AB-CDEF-1234-567890ABCDEF", new Powerpack(UUID)));
    }

    @ParameterizedTest
    @MethodSource("senders")
    void a_sender_is_told_by_its_form_and_its_text_is_read_back(String text, Sender sender) {
        assertThat(Sender.parse(text)).isEqualTo(sender);
        assertThat(Sender.parse(sender.text())).isEqualTo(sender);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "Z", "z9", "A 1-_.&+b", "12345678x90", "ABCDEFGHIJK"})
    void a_name_of_up_to_eleven_characters_with_a_letter_is_taken(String name) {
        assertThat(new Alphanumeric(name).text()).isEqualTo(name);
        assertThat(Sender.parse(name)).isEqualTo(new Alphanumeric(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ABCDEFGHIJKL",
                "12345678901",
                "- -",
                " ACME",
                "ACME ",
                "+ACME",
                "ÄRZTE",
                "A@B",
                "A[",
                "A`",
                "A{",
                "A/",
                "A:",
                "a\n"
            })
    void no_other_name_is_taken(String name) {
        assertInvalidSender(name, () -> new Alphanumeric(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"12", "1234567", "12a", ""})
    void a_short_code_has_three_to_six_digits(String text) {
        assertInvalidSender(text, () -> new ShortCode(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1234567890abcdef1234567890abcdef",
                "12345678-90ab-cdef-1234-567890abcde",
                "12345678-90AB-CDEF-1234-567890ABCDEF",
                "g2345678-90ab-cdef-1234-567890abcdef"
            })
    void a_powerpack_is_named_by_a_uuid_in_lower_case(String uuid) {
        assertInvalidSender(uuid, () -> new Powerpack(uuid));
    }

    @Test
    void a_text_that_begins_with_a_plus_must_be_a_number() {
        assertThatThrownBy(() -> Sender.parse("+ACME"))
                .isInstanceOfSatisfying(
                        InvalidValue.class, fault -> assertThat(fault.code()).isEqualTo("invalid_phone_number"));
    }

    private static void assertInvalidSender(String text, Runnable making) {
        assertThatThrownBy(making::run)
                .as(text)
                .isInstanceOfSatisfying(
                        InvalidValue.class, fault -> assertThat(fault.code()).isEqualTo("invalid_sender"));
    }
}
