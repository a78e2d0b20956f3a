package waybill.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.function.Function;
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

    @Test
    void a_name_is_decoded_as_its_value_is() {
        var parameters = Parameters.parse("client%5Freference=order%207&%6c+x=", "client_reference", "l x");

        assertThat(parameters.read("client_reference", Function.identity())).contains("order 7");
        assertThat(parameters.read("l x", Function.identity())).contains("");
        parameters.complete();
    }

    @Test
    void one_name_written_in_two_ways_is_one_name() {
        assertThat(faults("to=1&%74o=2", "to"))
                .containsExactly(new FieldError("to", "repeated_parameter", "the parameter is given more than once"));
    }

    @Test
    void a_name_that_is_not_utf_8_is_told_as_it_was_written() {
        assertThat(faults("%ffto=1", "to"))
                .containsExactly(new FieldError("%ffto", "invalid_encoding", "the parameter is not UTF-8"));
    }

    private static List<FieldError> faults(String query, String... known) {
        var faults = new java.util.ArrayList<FieldError>();
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> Parameters.parse(query, known).complete())
                .satisfies(problem -> faults.addAll(problem.errors()));
        return faults;
    }
}
