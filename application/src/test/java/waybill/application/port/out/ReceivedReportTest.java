package waybill.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import waybill.domain.ReportedStatus;

class ReceivedReportTest {
    @Test
    void what_was_looked_up_stays_so_wherever_it_would_have_come() {
        var report = Examples.report(Examples.providerId(), ReportedStatus.SENT);
        var lookedUp =
                ReceivedReport.lookedUp(Examples.nextId(Examples.NOW), report, new RawBody(new byte[] {'{', '}'}));

        assertThat(lookedUp.onSharedUrl().source()).isEqualTo(ReceivedReport.Source.LOOKUP);
        assertThat(lookedUp.onSharedUrl().ownId()).isEmpty();
    }
}
