package waybill.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentsTest {
    @ParameterizedTest(name = "{0} + {1} × {2} take {3} parts")
    @CsvSource({
        "'', 1, a, 1",
        "'', 160, a, 1",
        "'', 161, a, 2",
        "'', 306, a, 2",
        "'', 307, a, 3",
        "'', 1600, a, 11",
        "'', 80, €, 1",
        "'', 81, €, 2",
        "'', 152, €, 2",
        "'', 153, €, 3",
        "a, 152, €, 2",
        "a, 153, €, 3",
    })
    void in_gsm_7_a_part_holds_160_septets_alone_and_153_with_others(
            String first, int times, String character, int parts) {
        var text = first + character.repeat(times);

        assertThat(Segments.of(text)).isEqualTo(new Segments(Encoding.GSM_7, parts));
    }

    @ParameterizedTest(name = "{0} + {1} × {2} take {3} parts")
    @CsvSource({
        "'', 70, ж, 1",
        "'', 71, ж, 2",
        "'', 134, ж, 2",
        "'', 135, ж, 3",
        "'', 737, ж, 11",
        "'', 35, 😀, 1",
        "'', 36, 😀, 2",
        "'', 66, 😀, 2",
        "'', 67, 😀, 3",
        "ж, 66, 😀, 2",
        "ж, 67, 😀, 3",
    })
    void in_ucs_2_a_part_holds_70_units_alone_and_67_with_others(String first, int times, String character, int parts) {
        var text = first + character.repeat(times);

        assertThat(Segments.of(text)).isEqualTo(new Segments(Encoding.UCS_2, parts));
    }
}
