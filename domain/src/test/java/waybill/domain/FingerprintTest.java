package waybill.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FingerprintTest {
    private static final String HEX = "0123456789abcdef".repeat(4);

    static Stream<String> otherForms() {
        var rest = HEX.substring(1);
        var otherDigits = Stream.of("A", "g", "/", ":", "`").map(digit -> digit + rest);
        return Stream.concat(Stream.of("", rest, HEX + "0"), otherDigits);
    }

    @Test
    void bytes_and_digits_are_two_forms_of_the_same() {
        var fingerprint = new Fingerprint(HEX);

        assertThat(fingerprint.bytes()).hasSize(32).startsWith(0x01, 0x23);
        assertThat(Fingerprint.of(fingerprint.bytes())).isEqualTo(fingerprint);
    }

    @ParameterizedTest
    @MethodSource("otherForms")
    void only_64_lower_case_digits_are_a_fingerprint(String text) {
        assertThatThrownBy(() -> new Fingerprint(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void fingerprints_are_ordered_by_their_digits() {
        assertThat(Examples.fingerprint(1)).isLessThan(Examples.fingerprint(2));
        assertThat(Examples.fingerprint(2)).isGreaterThan(Examples.fingerprint(1));
    }
}
