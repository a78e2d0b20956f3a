package waybill.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {
    @ParameterizedTest
    @ValueSource(strings = {"+1234567", "+14155550100", "+123456789012345", "+99999999"})
    void an_e164_number_of_seven_to_fifteen_digits_is_taken(String text) {
        assertThat(new PhoneNumber(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+",
                "14155550100",
                "+123456",
                "+1234567890123456",
                "+04155550100",
                "++4155550100",
                "+1 415 555 0100",
                "+1415555010a",
                "+1415555010\u0660",
                " +14155550100"
            })
    void anything_else_is_refused(String text) {
        assertThatThrownBy(() -> new PhoneNumber(text))
                .isInstanceOfSatisfying(
                        InvalidValue.class, fault -> assertThat(fault.code()).isEqualTo("invalid_phone_number"))
                .hasMessageContaining("7 to 15 digits");
    }

    @Test
    void the_digits_of_plivo_are_read_with_and_without_plus() {
        var number = new PhoneNumber("+14155550100");

        assertThat(PhoneNumber.parse("14155550100")).isEqualTo(number);
        assertThat(PhoneNumber.parse("+14155550100")).isEqualTo(number);
        assertThat(number.digits()).isEqualTo("14155550100");
    }
}
