package waybill.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import waybill.application.port.out.Examples;
import waybill.application.port.out.MessageListing;
import waybill.application.port.out.RawBody;
import waybill.application.port.out.SettlementQueue.Limits;
import waybill.application.port.out.SubmissionQueue.SendingLimits;
import waybill.application.service.SettleUnconfirmedMessagesService.Settings;
import waybill.domain.DeliveryReport;
import waybill.domain.Message;
import waybill.domain.PhoneNumber;
import waybill.domain.ProviderId;
import waybill.domain.ProviderTimes;
import waybill.domain.ReportedStatus;
import waybill.domain.Status;
import waybill.domain.SubmissionOutcome.Unknown;

/** A message whose send timed out, and a list of what Plivo has. */
abstract class SettlementTest {
    static final Duration GAP = InMemoryWaybill.GAP;
    static final Duration SETTLING = InMemoryWaybill.SETTLING.settling();
    static final Duration CLOSE_AFTER = InMemoryWaybill.SETTLING.closeAfter();
    static final Duration MOMENT = Duration.ofMillis(1);
    static final ProviderId ID = new ProviderId("plivo-1");
    static final PhoneNumber ELSEWHERE = new PhoneNumber("+15555550001");
    static final PhoneNumber OTHER = new PhoneNumber("+15555550002");

    InMemoryWaybill waybill = new InMemoryWaybill();
    InMemoryWaybill.Node node = waybill.node();
    Instant sentAt = Instant.EPOCH;
    Message message = Examples.message();

    @BeforeEach
    void time_out() {
        sentAt = waybill.time.instant();
        message = timedOut(Examples.RECIPIENT);
    }

    static Settings settings(Duration closeAfter, boolean resendWhenAbsent) {
        return new Settings(
                InMemoryWaybill.LEASE, SETTLING, GAP, closeAfter, resendWhenAbsent, new Limits(0, SendingLimits.NONE));
    }

    MessageListing.Listed elsewhere(String id) {
        return record(new ProviderId(id), ReportedStatus.SENT, ELSEWHERE);
    }

    Message timedOut(PhoneNumber to) {
        var accepted = waybill.accept(Examples.message(to, waybill.time.instant(), 3600));
        waybill.gateway.answerNext(new Unknown("read timed out"));
        node.dispatchAndRun();
        return accepted;
    }

    void listTwice(SettleUnconfirmedMessagesService service) {
        waybill.time.pass(SETTLING);
        settleAll(service);
        waybill.time.pass(GAP);
        settleAll(service);
    }

    static int settleAll(SettleUnconfirmedMessagesService service) {
        int requests = 0;
        for (int made = service.settle(); made > 0; made = service.settle()) {
            requests += made;
        }
        return requests;
    }

    void assertClosedUnconfirmed(Message closed) {
        assertThat(waybill.status(closed)).isEqualTo(Status.UNCONFIRMED);
        assertThat(waybill.message(closed.id()).outcome()).contains("unconfirmed");
        assertThat(waybill.stored(closed).isScheduled()).isFalse();
    }

    MessageListing.Listed record(ProviderId id, ReportedStatus status, PhoneNumber to) {
        return record(id, status, to, Examples.message().from().text());
    }

    MessageListing.Listed record(ProviderId id, ReportedStatus status, PhoneNumber to, String from) {
        var draft = ReportDraft.of(id, status).to(to.digits()).report();
        var report = new DeliveryReport(
                draft.fingerprint(),
                id,
                draft.parentId(),
                status,
                draft.statusText(),
                Optional.empty(),
                draft.errorCode(),
                draft.cost(),
                draft.network(),
                new ProviderTimes(Optional.of(sentAt), Optional.empty(), Optional.empty(), Optional.empty()),
                from,
                draft.to(),
                "",
                waybill.time.instant());
        return new MessageListing.Listed(report, new RawBody(new byte[] {'{', '}'}));
    }
}
