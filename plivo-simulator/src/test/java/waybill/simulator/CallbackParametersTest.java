package waybill.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackParametersTest {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-23T10:00:00Z",
                "2026-01-02T03:04:05.000006Z",
                "2028-02-29T23:59:59.999999999Z",
                "1970-01-01T00:00:00.1Z",
                "9999-12-31T12:30:45.123456Z"
            })
    void a_time_is_written_as_the_jdk_writes_it(Instant instant) {
        assertThat(CallbackParameters.text(instant)).isEqualTo(TIME.format(instant));
    }
}
