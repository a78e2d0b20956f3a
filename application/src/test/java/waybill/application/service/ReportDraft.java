package waybill.application.service;

import java.time.Instant;
import java.util.Optional;
import waybill.application.port.out.Examples;
import waybill.application.port.out.ReceivedReport;
import waybill.domain.DeliveryReport;
import waybill.domain.ErrorCode;
import waybill.domain.MessageId;
import waybill.domain.ProviderId;
import waybill.domain.ReportedStatus;

/** A report in the making: as {@link Examples} has it, but for what the test is about. Its fingerprint covers it all. */
record ReportDraft(
        ProviderId providerId,
        Optional<ProviderId> parentId,
        ReportedStatus status,
        ErrorCode errorCode,
        Optional<Integer> sequence,
        String from,
        String to,
        String powerpackId,
        Instant receivedAt) {

    static ReportDraft of(ProviderId providerId, ReportedStatus status) {
        var example = Examples.report(providerId, status);
        return new ReportDraft(
                providerId,
                Optional.empty(),
                status,
                ErrorCode.NONE,
                example.sequence(),
                example.from(),
                example.to(),
                "",
                example.receivedAt());
    }

    ReportDraft partOf(ProviderId whole) {
        return new ReportDraft(
                providerId, Optional.of(whole), status, errorCode, sequence, from, to, powerpackId, receivedAt);
    }

    ReportDraft errorCode(String code) {
        return new ReportDraft(
                providerId, parentId, status, new ErrorCode(code), sequence, from, to, powerpackId, receivedAt);
    }

    ReportDraft sequence(Optional<Integer> other) {
        return new ReportDraft(providerId, parentId, status, errorCode, other, from, to, powerpackId, receivedAt);
    }

    ReportDraft from(String other) {
        return new ReportDraft(providerId, parentId, status, errorCode, sequence, other, to, powerpackId, receivedAt);
    }

    ReportDraft to(String other) {
        return new ReportDraft(providerId, parentId, status, errorCode, sequence, from, other, powerpackId, receivedAt);
    }

    ReportDraft powerpack(String other) {
        return new ReportDraft(providerId, parentId, status, errorCode, sequence, from, to, other, receivedAt);
    }

    ReportDraft receivedAt(Instant other) {
        return new ReportDraft(providerId, parentId, status, errorCode, sequence, from, to, powerpackId, other);
    }

    DeliveryReport report() {
        var example = Examples.report(providerId, status, errorCode);
        return new DeliveryReport(
                Examples.fingerprint(toString()),
                providerId,
                parentId,
                status,
                status.name(),
                sequence,
                errorCode,
                example.cost(),
                example.network(),
                example.times(),
                from,
                to,
                powerpackId,
                receivedAt);
    }

    ReceivedReport toOwnUrl(MessageId id) {
        return Examples.toOwnUrl(id, report());
    }

    ReceivedReport toSharedUrl() {
        return Examples.toSharedUrl(report());
    }
}
