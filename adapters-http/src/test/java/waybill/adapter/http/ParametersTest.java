package waybill.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

class ParametersTest {
    @Test
    void faults_are_told_all_at_once_but_not_without_end() {
        assertThat(faults("a&b=1&c=1&c=2", "a", "c"))
                .extracting(FieldError::field)
                .containsExactly("a", "b", "c");
        assertThat(faults("&".repeat(8_000))).hasSize(FieldErrors.MAX);
        assertThat(faults("x=1&".repeat(8_000), "x")).hasSize(FieldErrors.MAX);
    }

    private static List<FieldError> faults(String query, String... known) {
        var faults = new java.util.ArrayList<FieldError>();
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> Parameters.parse(query, known).complete())
                .satisfies(problem -> faults.addAll(problem.errors()));
        return faults;
    }
}
