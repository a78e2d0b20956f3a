package waybill.adapter.plivo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import waybill.domain.Cost;
import waybill.domain.DeliveryReport;
import waybill.domain.ErrorCode;
import waybill.domain.Fingerprint;
import waybill.domain.Network;
import waybill.domain.ProviderId;
import waybill.domain.ProviderTimes;

/**
 * Reads the message object of Plivo's Message API. As with callbacks, a value that cannot be read is as if it were
 * absent; but an answer without the id that was asked for, or without a state, says nothing about the message.
 */
final class LookupDecoder {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Country and network in one: {@code 310260}. */
    private static final Pattern NETWORK = Pattern.compile("([0-9]{3})-?([0-9]{2,3})");

    private final JsonNode json;

    private LookupDecoder(JsonNode json) {
        this.json = json;
    }

    static Optional<DeliveryReport> decode(ProviderId asked, String body, Instant receivedAt) {
        try {
            return decode(asked, JSON.readTree(body), receivedAt);
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }

    static Optional<DeliveryReport> decode(ProviderId asked, JsonNode record, Instant receivedAt) {
        var decoder = new LookupDecoder(record);
        boolean speaksOfIt = decoder.text("message_uuid").equals(asked.value());
        return speaksOfIt && !decoder.text("message_state").isBlank()
                ? Optional.of(decoder.report(asked, receivedAt))
                : Optional.empty();
    }

    private DeliveryReport report(ProviderId id, Instant receivedAt) {
        return new DeliveryReport(
                fingerprint(),
                id,
                Optional.empty(),
                ReportDecoder.status(text("message_state")),
                stored("message_state"),
                // Only callbacks are numbered. Of two that say the same, the callback speaks.
                Optional.empty(),
                ErrorCode.parse(text("error_code")),
                cost(),
                network(),
                new ProviderTimes(
                        PlivoTime.read(text("message_time")), Optional.empty(), Optional.empty(), Optional.empty()),
                stored("from_number"),
                stored("to_number"),
                stored("powerpack_id"),
                receivedAt);
    }

    /** Of what may change about a message, so that the same answer again is no news; its length keeps texts apart. */
    private Fingerprint fingerprint() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var text : new String[] {
                "lookup",
                text("message_uuid"),
                text("message_state"),
                text("error_code"),
                text("total_amount"),
                text("units")
            }) {
                digest.update((text.length() + ":" + text).getBytes(UTF_8));
            }
            return Fingerprint.of(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private Optional<Cost> cost() {
        int units =
                matching("units", ReportDecoder.UNITS).map(Integer::valueOf).orElse(ReportDecoder.UNITS_WHEN_NOT_SAID);
        return matching("total_amount", ReportDecoder.AMOUNT)
                .map(amount -> new Cost(new BigDecimal(amount), ReportDecoder.CURRENCY, units));
    }

    private Optional<Network> network() {
        var network = NETWORK.matcher(text("destination_network").strip());
        return network.matches() ? Optional.of(new Network(network.group(1), network.group(2))) : Optional.empty();
    }

    private Optional<String> matching(String name, Pattern pattern) {
        return Optional.of(text(name).strip())
                .filter(text -> pattern.matcher(text).matches());
    }

    private String stored(String name) {
        return ForeignText.stored(text(name));
    }

    /** A string or a number as it is written; empty when it is neither. */
    private String text(String name) {
        var value = json.path(name);
        return value.isTextual() || value.isNumber() ? value.asText() : "";
    }
}
