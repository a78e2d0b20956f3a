package waybill.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import waybill.simulator.Parameters.Parameter;

class ParametersTest {

    /** As UTF-8 they ascend; the last but one comes before the one before it in the order of chars. */
    private static final List<String> ASCENDING = List.of("", "A", "AA", "a", "z", "ü", "\uD7FF", "\uFFFD", "😀", "😁");

    @Test
    void they_are_sorted_by_the_bytes_of_name_and_value() {
        var ascending = ASCENDING.stream()
                .flatMap(name -> ASCENDING.stream().map(value -> new Parameter(name, value)))
                .toList();

        assertThat(new Parameters(ascending.reversed()).sorted().list()).isEqualTo(ascending);
        assertThat(ASCENDING)
                .isSortedAccordingTo((a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8)));
    }

    @Test
    void every_character_is_encoded_as_the_jdk_encodes_it() {
        for (char c = 0; c < 0x300; c++) {
            var value = "x" + c;

            assertThat(new Parameters(List.of(new Parameter("a", value))).encode())
                    .isEqualTo("a=" + URLEncoder.encode(value, UTF_8));
        }
    }
}
