package waybill.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenFilesTest {
    @ParameterizedTest
    @CsvSource({"20000, 2000", "1024, 824", "400, 200", "100, 1", "-1, 2000", "9223372036854775807, 2000"})
    void connections_leave_files_for_the_rest_of_the_process(long limit, int connections) {
        assertThat(OpenFiles.connections(2_000, limit)).isEqualTo(connections);
    }
}
