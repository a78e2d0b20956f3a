package waybill.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SendRequestReaderTest {

    /** What a phone number is, plainly. */
    private static final Pattern PHONE_NUMBER = Pattern.compile("\\+?([1-9]\\d{6,14})");

    @Test
    void a_phone_number_has_seven_to_fifteen_digits() {
        for (int length = 0; length < 20; length++) {
            var digits = "1".repeat(length);

            assertThat(SendRequestReader.isPhoneNumber(digits))
                    .isEqualTo(PHONE_NUMBER.matcher(digits).matches());
            assertThat(SendRequestReader.isPhoneNumber("+" + digits))
                    .isEqualTo(PHONE_NUMBER.matcher("+" + digits).matches());
        }
    }

    @Test
    void each_of_its_characters_is_a_digit_and_the_first_not_zero() {
        for (char c = 0; c < 0x700; c++) {
            for (var text :
                    new String[] {c + "14155550100", "+" + c + "14155550100", "1415" + c + "550100", "1415555010" + c
                    }) {
                assertThat(SendRequestReader.isPhoneNumber(text))
                        .as(text)
                        .isEqualTo(PHONE_NUMBER.matcher(text).matches());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+", "++14155550100", "+0", "0", "14155550100\n", "１４１５５５５０１００"})
    void what_is_no_phone_number_is_none(String text) {
        assertThat(SendRequestReader.isPhoneNumber(text)).isFalse();
    }
}
