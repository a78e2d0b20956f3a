package waybill.application.service;

import static java.util.Objects.requireNonNull;

import java.util.List;
import waybill.application.port.in.ReceiveDeliveryCallback;
import waybill.application.port.in.RecordDeliveryReports;
import waybill.application.port.in.RecordDeliveryReports.Outcome;
import waybill.application.port.out.CallbackAuthenticator;
import waybill.application.port.out.CallbackAuthenticator.Authentication;
import waybill.application.port.out.CallbackAuthenticator.CallbackRequest;
import waybill.application.port.out.ReceivedReport;
import waybill.application.port.out.ReceivedReport.Content;
import waybill.application.port.out.StoreUnavailable;
import waybill.application.port.out.Telemetry;
import waybill.domain.Verdict;

/** Signature first, database second: nothing that is not authenticated reaches the store. */
public final class ReceiveDeliveryCallbackService implements ReceiveDeliveryCallback {
    private final CallbackAuthenticator authenticator;
    private final RecordDeliveryReports reports;
    private final AcknowledgementWatch acknowledgements;
    private final Telemetry telemetry;

    public ReceiveDeliveryCallbackService(
            CallbackAuthenticator authenticator,
            RecordDeliveryReports reports,
            AcknowledgementWatch acknowledgements,
            Telemetry telemetry) {
        this.authenticator = requireNonNull(authenticator, "authenticator");
        this.reports = requireNonNull(reports, "reports");
        this.acknowledgements = requireNonNull(acknowledgements, "acknowledgements");
        this.telemetry = requireNonNull(telemetry, "telemetry");
    }

    @Override
    public Result receive(CallbackRequest request) {
        return switch (authenticator.authenticate(request)) {
            case Authentication.Authentic(var report) -> store(request, report);
            case Authentication.Refused() -> refused();
            case Authentication.Malformed(var detail) -> new Result.Malformed(detail);
            case Authentication.UnsupportedMediaType() -> new Result.UnsupportedMediaType();
        };
    }

    private Result store(CallbackRequest request, ReceivedReport report) {
        return switch (reports.record(List.of(report)).getFirst()) {
            case Outcome.Recorded(var _, var verdict) -> {
                acknowledgements.taken(verdict == Verdict.DUPLICATE);
                yield new Result.Stored();
            }
            case Outcome.Orphaned() -> new Result.Stored();
            case Outcome.Unusable() -> new Result.Stored();
            case Outcome.Refused() -> {
                authenticator.refused(request, disagreement(report));
                yield refused();
            }
            case Outcome.Contended() -> throw new StoreUnavailable("the message changed under its report too often");
        };
    }

    private static String disagreement(ReceivedReport report) {
        return report.content() instanceof Content.Unusable
                ? "its signature does not cover its content, and that cannot be understood"
                : "its signature does not cover its content, and there is no such message as its URL names, or one with"
                        + " another To, From, PowerpackUUID or MessageUUID";
    }

    private Result refused() {
        telemetry.callbackRefused();
        return new Result.Refused();
    }
}
