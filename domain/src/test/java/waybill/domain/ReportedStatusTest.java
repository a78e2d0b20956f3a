package waybill.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class ReportedStatusTest {
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "UNKNOWN")
    void what_is_reported_is_what_the_message_shows(ReportedStatus reported) {
        assertThat(reported.shown()).map(Status::name).contains(reported.name());
    }

    @Test
    void what_is_not_known_shows_nowhere() {
        assertThat(ReportedStatus.UNKNOWN.shown()).isEmpty();
    }
}
