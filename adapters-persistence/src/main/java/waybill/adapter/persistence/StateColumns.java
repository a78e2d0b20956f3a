package waybill.adapter.persistence;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import waybill.domain.Cost;
import waybill.domain.DeliveryState;
import waybill.domain.ErrorCode;
import waybill.domain.Fingerprint;
import waybill.domain.Network;
import waybill.domain.ProviderId;
import waybill.domain.Refusal;
import waybill.domain.Stamp;
import waybill.domain.Status;

/** A delivery state spread over columns, both ways; the view {@code unsound_row} says the same in SQL. */
record StateColumns(
        Status status,
        Instant since,
        @Nullable String providerId,
        String errorCode,
        @Nullable Integer refusedStatus,
        @Nullable String refusedDetail,
        @Nullable Stamp stamp) {

    static StateColumns of(DeliveryState state) {
        var refusal = state instanceof DeliveryState.Refused(var why, var _) ? why : null;
        return new StateColumns(
                state.status(),
                state.since(),
                state.providerIdIfKnown().map(ProviderId::value).orElse(null),
                state.errorCode().value(),
                refusal == null ? null : refusal.httpStatus(),
                refusal == null ? null : refusal.detail(),
                state.stampIfReported().orElse(null));
    }

    static DeliveryState read(Row row) {
        var status = Status.parse(Values.text(row, "status")).orElseThrow();
        var since = Values.time(row, "status_since");
        var errorCode = new ErrorCode(Values.text(row, "error_code"));
        return switch (status) {
            case ACCEPTED -> new DeliveryState.Accepted(since);
            case SUBMITTING -> new DeliveryState.Submitting(since);
            case UNCONFIRMED -> new DeliveryState.Unconfirmed(since);
            case SUBMITTED -> new DeliveryState.Submitted(new ProviderId(Values.text(row, "provider_id")), since);
            case QUEUED -> new DeliveryState.Queued(stamp(row, since));
            case SENT -> new DeliveryState.Sent(stamp(row, since));
            case DELIVERED -> new DeliveryState.Delivered(stamp(row, since));
            case UNDELIVERED -> new DeliveryState.Undelivered(stamp(row, since), errorCode);
            case FAILED ->
                refusal(row)
                        .<DeliveryState>map(refusal -> new DeliveryState.Refused(refusal, since))
                        .orElseGet(() -> new DeliveryState.Failed(stamp(row, since), errorCode));
            case REJECTED -> new DeliveryState.Rejected(stamp(row, since), errorCode);
            case EXPIRED -> new DeliveryState.Expired(since);
        };
    }

    private static Optional<Refusal> refusal(Row row) {
        return Values.integer(row, "refused_status")
                .map(httpStatus -> new Refusal(httpStatus, Values.text(row, "refused_detail")));
    }

    private static Stamp stamp(Row row, Instant at) {
        return new Stamp(
                new ProviderId(Values.text(row, "provider_id")),
                Fingerprint.of(Values.bytes(row, "report_fingerprint")),
                Values.integer(row, "report_sequence"),
                Values.cost(row),
                Values.network(row),
                at);
    }

    byte @Nullable [] fingerprint() {
        return stamp == null ? null : stamp.fingerprint().bytes();
    }

    @Nullable
    Integer sequence() {
        return stamp == null ? null : stamp.sequence().orElse(null);
    }

    @Nullable
    BigDecimal costAmount() {
        return stamp == null ? null : stamp.cost().map(Cost::amount).orElse(null);
    }

    @Nullable
    String costCurrency() {
        return stamp == null ? null : stamp.cost().map(Cost::currency).orElse(null);
    }

    @Nullable
    Integer costUnits() {
        return stamp == null ? null : stamp.cost().map(Cost::units).orElse(null);
    }

    @Nullable
    String mcc() {
        return stamp == null ? null : stamp.network().map(Network::mcc).orElse(null);
    }

    @Nullable
    String mnc() {
        return stamp == null ? null : stamp.network().map(Network::mnc).orElse(null);
    }
}
