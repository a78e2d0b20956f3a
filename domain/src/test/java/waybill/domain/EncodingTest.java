package waybill.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncodingTest {
    /** 3GPP TS 23.038 §6.2.1, row by row; 0x1B is the escape to the extension and no character. */
    private static final int[] BASIC = {
        0x40, 0xA3, 0x24, 0xA5, 0xE8, 0xE9, 0xF9, 0xEC, 0xF2, 0xC7, 0x0A, 0xD8, 0xF8, 0x0D, 0xC5, 0xE5, 0x394, 0x5F,
        0x3A6, 0x393, 0x39B, 0x3A9, 0x3A0, 0x3A8, 0x3A3, 0x398, 0x39E, 0xC6, 0xE6, 0xDF, 0xC9, 0x20, 0x21, 0x22, 0x23,
        0xA4, 0x25, 0x26, 0x27, 0x28, 0x29, 0x2A, 0x2B, 0x2C, 0x2D, 0x2E, 0x2F, 0x30, 0x31, 0x32, 0x33, 0x34, 0x35,
        0x36, 0x37, 0x38, 0x39, 0x3A, 0x3B, 0x3C, 0x3D, 0x3E, 0x3F, 0xA1, 0x41, 0x42, 0x43, 0x44, 0x45, 0x46, 0x47,
        0x48, 0x49, 0x4A, 0x4B, 0x4C, 0x4D, 0x4E, 0x4F, 0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57, 0x58, 0x59,
        0x5A, 0xC4, 0xD6, 0xD1, 0xDC, 0xA7, 0xBF, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6A, 0x6B,
        0x6C, 0x6D, 0x6E, 0x6F, 0x70, 0x71, 0x72, 0x73, 0x74, 0x75, 0x76, 0x77, 0x78, 0x79, 0x7A, 0xE4, 0xF6, 0xF1,
        0xFC, 0xE0
    };

    /** 3GPP TS 23.038 §6.2.1.1: form feed, caret, braces, backslash, brackets, tilde, bar, euro. */
    private static final Set<Integer> EXTENSION = Set.of(0x0C, 0x5E, 0x7B, 0x7D, 0x5C, 0x5B, 0x7E, 0x5D, 0x7C, 0x20AC);

    private static final int LAST_OF_BMP = 0xFFFF;

    @Test
    void exactly_the_characters_of_the_standard_fit_gsm_7() {
        var ofStandard = IntStream.of(BASIC).boxed().collect(Collectors.toSet());
        ofStandard.addAll(EXTENSION);

        var ofGsm7 = IntStream.rangeClosed(0, LAST_OF_BMP)
                .filter(c -> Encoding.of(Character.toString(c)) == Encoding.GSM_7)
                .boxed()
                .collect(Collectors.toSet());

        assertThat(BASIC).hasSize(127);
        assertThat(ofGsm7).isEqualTo(ofStandard);
    }

    @Test
    void exactly_the_extension_characters_take_two_septets() {
        var taking2 = IntStream.rangeClosed(0, LAST_OF_BMP)
                .filter(c -> Encoding.GSM_7.unitsOf(c) == 2)
                .boxed()
                .collect(Collectors.toSet());

        assertThat(taking2).isEqualTo(EXTENSION);
    }

    @Test
    void outside_the_bmp_a_character_takes_two_units() {
        assertThat(Encoding.UCS_2.unitsIn("é😀")).isEqualTo(3);
        assertThat(Encoding.GSM_7.unitsIn("a€b")).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ç", "’", "Ω\u2126", "😀", "a\u0000", "\u001B", "ё"})
    void one_character_outside_gsm_7_makes_the_whole_text_ucs_2(String text) {
        assertThat(Encoding.of("plain " + text)).isEqualTo(Encoding.UCS_2);
    }

    @Test
    void names_and_limits_are_those_of_plivo() {
        assertThat(Encoding.GSM_7.text()).isEqualTo("GSM-7");
        assertThat(Encoding.UCS_2.text()).isEqualTo("UCS-2");
        assertThat(Encoding.GSM_7.maxUnits()).isEqualTo(1600);
        assertThat(Encoding.UCS_2.maxUnits()).isEqualTo(737);
    }
}
