package waybill.adapter.persistence;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import waybill.application.port.out.ReceivedReport;
import waybill.application.port.out.ReceivedReport.Content;
import waybill.domain.Cost;
import waybill.domain.DeliveryReport;
import waybill.domain.ErrorCode;
import waybill.domain.Fingerprint;
import waybill.domain.Network;
import waybill.domain.ProviderId;
import waybill.domain.ProviderTimes;
import waybill.domain.ReportedStatus;

/** A report spread over columns, both ways; {@code delivery_report} and {@code orphan_report} share them. */
final class ReportRow {
    static final String COLUMNS = """
            fingerprint, provider_id, parent_id, status, status_text, sequence, error_code, \
            cost_amount, cost_currency, cost_units, mcc, mnc, message_time, queued_time, sent_time, report_time, \
            sender, recipient, powerpack_id, received_at""";

    /** The types of {@link #COLUMNS}, in the order in which {@link #addTo} adds them. */
    static final String ARRAYS = """
            ?::bytea[], ?::text[], ?::text[], ?::text[], ?::text[], ?::integer[], ?::text[], \
            ?::numeric[], ?::text[], ?::integer[], ?::text[], ?::text[], \
            ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], \
            ?::text[], ?::text[], ?::text[], ?::timestamptz[]""";

    private ReportRow() {}

    static DeliveryReport read(Row row) {
        return new DeliveryReport(
                Fingerprint.of(Values.bytes(row, "fingerprint")),
                new ProviderId(Values.text(row, "provider_id")),
                Values.textIfAny(row, "parent_id").map(ProviderId::new),
                ReportedStatus.valueOf(Values.text(row, "status").toUpperCase(Locale.ROOT)),
                Values.text(row, "status_text"),
                Values.integer(row, "sequence"),
                new ErrorCode(Values.text(row, "error_code")),
                Values.cost(row),
                Values.network(row),
                new ProviderTimes(
                        Values.timeIfAny(row, "message_time"),
                        Values.timeIfAny(row, "queued_time"),
                        Values.timeIfAny(row, "sent_time"),
                        Values.timeIfAny(row, "report_time")),
                Values.text(row, "sender"),
                Values.text(row, "recipient"),
                Values.text(row, "powerpack_id"),
                Values.time(row, "received_at"));
    }

    /** Adds one column after another for the reports that came in; what an unusable one lacks is empty. */
    static <T> Columns<T> addTo(Columns<T> columns, Function<T, ReceivedReport> report) {
        return columns.bytes(row -> report.apply(row).fingerprint().bytes())
                .text(row -> providerId(report.apply(row)))
                .text(row -> usable(report.apply(row))
                        .flatMap(DeliveryReport::parentId)
                        .map(ProviderId::value)
                        .orElse(null))
                .text(row -> usable(report.apply(row))
                        .map(DeliveryReport::status)
                        .orElse(ReportedStatus.UNKNOWN)
                        .name()
                        .toLowerCase(Locale.ROOT))
                .text(row -> statusText(report.apply(row)))
                .integer(row -> usable(report.apply(row))
                        .flatMap(DeliveryReport::sequence)
                        .orElse(null))
                .text(row -> usable(report.apply(row))
                        .map(DeliveryReport::errorCode)
                        .orElse(ErrorCode.NONE)
                        .value())
                .decimal(row -> cost(report.apply(row)).map(Cost::amount).orElse(null))
                .text(row -> cost(report.apply(row)).map(Cost::currency).orElse(null))
                .integer(row -> cost(report.apply(row)).map(Cost::units).orElse(null))
                .text(row -> network(report.apply(row)).map(Network::mcc).orElse(null))
                .text(row -> network(report.apply(row)).map(Network::mnc).orElse(null))
                .time(row -> times(report.apply(row)).message().orElse(null))
                .time(row -> times(report.apply(row)).queued().orElse(null))
                .time(row -> times(report.apply(row)).sent().orElse(null))
                .time(row -> times(report.apply(row)).report().orElse(null))
                .text(row -> from(report.apply(row)))
                .text(row -> to(report.apply(row)))
                .text(row -> usable(report.apply(row))
                        .map(DeliveryReport::powerpackId)
                        .orElse(""))
                .time(row -> report.apply(row).receivedAt());
    }

    private static Optional<DeliveryReport> usable(ReceivedReport received) {
        return switch (received.content()) {
            case Content.Usable(var report) -> Optional.of(report);
            case Content.Unusable _ -> Optional.empty();
        };
    }

    private static String providerId(ReceivedReport received) {
        return switch (received.content()) {
            case Content.Usable(var report) -> report.providerId().value();
            case Content.Unusable unusable -> unusable.providerId();
        };
    }

    private static String statusText(ReceivedReport received) {
        return switch (received.content()) {
            case Content.Usable(var report) -> report.statusText();
            case Content.Unusable unusable -> unusable.status();
        };
    }

    private static String from(ReceivedReport received) {
        return switch (received.content()) {
            case Content.Usable(var report) -> report.from();
            case Content.Unusable unusable -> unusable.from();
        };
    }

    private static String to(ReceivedReport received) {
        return switch (received.content()) {
            case Content.Usable(var report) -> report.to();
            case Content.Unusable unusable -> unusable.to();
        };
    }

    private static Optional<Cost> cost(ReceivedReport received) {
        return usable(received).flatMap(DeliveryReport::cost);
    }

    private static Optional<Network> network(ReceivedReport received) {
        return usable(received).flatMap(DeliveryReport::network);
    }

    private static ProviderTimes times(ReceivedReport received) {
        return usable(received).map(DeliveryReport::times).orElse(ProviderTimes.NONE);
    }
}
