package waybill.adapter.plivo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
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

/**
 * Reads what an authentic callback says (Plivo's documentation of the message status callback). Total: a value that
 * cannot be read is as if it were absent, and the raw body keeps it. Of a repeated parameter the first counts.
 */
final class ReportDecoder {
    static final String CURRENCY = "USD";

    /** What is charged for is one segment at least. */
    static final int UNITS_WHEN_NOT_SAID = 1;

    private final Parameters parameters;

    private ReportDecoder(Parameters parameters) {
        this.parameters = parameters;
    }

    static ReceivedReport decode(Callback callback, String authenticatedBy, boolean mustAgree) {
        var request = callback.request();
        var parameters = callback.reported();
        var fingerprint = ParameterDigest.of(parameters);
        var content = new ReportDecoder(parameters).content(fingerprint, request.receivedAt());
        return new ReceivedReport(
                request.ownId(),
                fingerprint,
                content,
                authenticatedBy,
                mustAgree,
                callback.raw(),
                request.receivedAt());
    }

    private Content content(Fingerprint fingerprint, Instant receivedAt) {
        var id = ProviderId.parse(value(Name.MESSAGE_UUID));
        var status = value(Name.STATUS);
        if (id.isEmpty() || status.isBlank()) {
            return new Content.Unusable(text(Name.MESSAGE_UUID), text(Name.STATUS), text(Name.FROM), text(Name.TO));
        }
        return new Content.Usable(new DeliveryReport(
                fingerprint,
                id.get(),
                ProviderId.parse(value(Name.PARENT_MESSAGE_UUID)),
                status(status),
                text(Name.STATUS),
                matching(Name.SEQUENCE, ReportDecoder::isCount).map(Integer::valueOf),
                ErrorCode.parse(value(Name.ERROR_CODE)),
                cost(),
                network(),
                times(),
                text(Name.FROM),
                text(Name.TO),
                text(Name.POWERPACK_UUID),
                receivedAt));
    }

    static ReportedStatus status(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "queued" -> ReportedStatus.QUEUED;
            case "sent" -> ReportedStatus.SENT;
            case "delivered" -> ReportedStatus.DELIVERED;
            case "undelivered" -> ReportedStatus.UNDELIVERED;
            case "failed" -> ReportedStatus.FAILED;
            case "rejected" -> ReportedStatus.REJECTED;
            default -> ReportedStatus.UNKNOWN;
        };
    }

    /** Bounds what BigDecimal and the database are made to hold; Plivo writes five digits after the point. */
    static boolean isAmount(String text) {
        return Digits.isDecimal(text, 10);
    }

    static boolean isUnits(String text) {
        return Digits.isNumber(text, 4);
    }

    private static boolean isCount(String text) {
        return Digits.isNumber(text, 9);
    }

    private static boolean isNetworkCode(String text) {
        return Digits.isNumber(text, 3);
    }

    private Optional<Cost> cost() {
        int units = matching(Name.UNITS, ReportDecoder::isUnits)
                .map(Integer::valueOf)
                .orElse(UNITS_WHEN_NOT_SAID);
        return matching(Name.TOTAL_AMOUNT, ReportDecoder::isAmount)
                .map(amount -> new Cost(new BigDecimal(amount), CURRENCY, units));
    }

    private Optional<Network> network() {
        return matching(Name.MCC, ReportDecoder::isNetworkCode)
                .flatMap(mcc -> matching(Name.MNC, ReportDecoder::isNetworkCode).map(mnc -> new Network(mcc, mnc)));
    }

    private ProviderTimes times() {
        return new ProviderTimes(
                PlivoTime.read(value(Name.MESSAGE_TIME)),
                PlivoTime.read(value(Name.QUEUED_TIME)),
                PlivoTime.read(value(Name.SENT_TIME)),
                PlivoTime.read(value(Name.DELIVERY_REPORT_TIME)));
    }

    private Optional<String> matching(Name name, Predicate<String> form) {
        return Optional.of(value(name).strip()).filter(form);
    }

    private String text(Name name) {
        return ForeignText.stored(value(name));
    }

    /** As it came; empty when absent. */
    private String value(Name name) {
        return parameters.first(name.utf8).orElse("");
    }

    /** Plivo's names. */
    private enum Name {
        DELIVERY_REPORT_TIME("DeliveryReportTime"),
        ERROR_CODE("ErrorCode"),
        FROM("From"),
        MCC("MCC"),
        MESSAGE_TIME("MessageTime"),
        MESSAGE_UUID("MessageUUID"),
        MNC("MNC"),
        PARENT_MESSAGE_UUID("ParentMessageUUID"),
        POWERPACK_UUID("PowerpackUUID"),
        QUEUED_TIME("QueuedTime"),
        SENT_TIME("SentTime"),
        SEQUENCE("Sequence"),
        STATUS("Status"),
        TO("To"),
        TOTAL_AMOUNT("TotalAmount"),
        UNITS("Units");

        @SuppressWarnings("ImmutableEnumChecker") // nobody changes the bytes
        private final byte[] utf8;

        Name(String name) {
            this.utf8 = name.getBytes(UTF_8);
        }
    }
}
