package waybill.domain;

import static java.util.Map.entry;
import static waybill.domain.ErrorExplanation.Kind.AFTER_TOP_UP;
import static waybill.domain.ErrorExplanation.Kind.AMBIGUOUS;
import static waybill.domain.ErrorExplanation.Kind.APPLICATION_DECIDES;
import static waybill.domain.ErrorExplanation.Kind.CONFIGURATION;
import static waybill.domain.ErrorExplanation.Kind.NO_AUTOMATIC_RETRY;
import static waybill.domain.ErrorExplanation.Kind.PERMANENT;
import static waybill.domain.ErrorExplanation.Kind.RETRYABLE;

import java.util.Map;
import java.util.Set;

/**
 * What an error code of Plivo's means and what to do about it. The meanings are Plivo's (documentation of message
 * error codes); kind and advice are our reading.
 */
public record ErrorExplanation(String meaning, Kind kind, String advice) {
    /** What a sender can expect of trying again. */
    public enum Kind {
        /** The same message to the same recipient will fail again. */
        PERMANENT("permanent"),
        /** A later attempt may succeed. */
        RETRYABLE("retryable"),
        /** Something in the account or the request must be set right first. */
        CONFIGURATION("configuration"),
        /** The code does not tell whether another attempt would succeed. */
        AMBIGUOUS("ambiguous"),
        /** Whether the message is still worth sending, only the application knows. */
        APPLICATION_DECIDES("application_decides"),
        /** The account needs credit first. */
        AFTER_TOP_UP("after_top_up"),
        /** Nothing is known; a person should look. */
        NO_AUTOMATIC_RETRY("no_automatic_retry");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** The name used in the interface. */
        public String text() {
            return text;
        }
    }

    private static final ErrorExplanation UNLISTED = new ErrorExplanation(
            "not among the codes Plivo documents",
            NO_AUTOMATIC_RETRY,
            "Look the code up in Plivo's console or ask Plivo's support before sending again.");

    private static final Map<String, ErrorExplanation> LISTED = Map.ofEntries(
            of(
                    "10",
                    "invalid message",
                    PERMANENT,
                    "Check the text and its encoding; the same message will fail again."),
            of("20", "network error at the carrier", RETRYABLE, "Send again after some minutes."),
            of("30", "spam detected", PERMANENT, "Change the text, or register the sender, before sending again."),
            of(
                    "40",
                    "invalid source number",
                    CONFIGURATION,
                    "Check that `from` belongs to the account and may send SMS."),
            of("50", "invalid destination number", PERMANENT, "Check the recipient's number; do not send to it again."),
            of("60", "loop detected", PERMANENT, "Check that recipient and sender do not forward to each other."),
            of("70", "destination permanently unavailable", PERMANENT, "Remove the recipient's number from your list."),
            of(
                    "80",
                    "destination temporarily unavailable",
                    RETRYABLE,
                    "The phone is off or out of reach: send again later."),
            of("90", "no route available", AMBIGUOUS, "Try once more later, or from another sender; then ask Plivo."),
            of("100", "prohibited by the carrier", PERMANENT, "The carrier refuses such messages: do not send again."),
            of("110", "message too long", PERMANENT, "Shorten the text."),
            of("120", "MMS over 5 MB", PERMANENT, "Make the media smaller."),
            of("200", "recipient opted out", PERMANENT, "Do not send again until the recipient texts START."),
            of("201", "US toll-free to Canada blocked", PERMANENT, "Send from a local number or a short code."),
            of("300", "failed to dispatch", AMBIGUOUS, "Try once more later; if it recurs, ask Plivo."),
            of(
                    "420",
                    "expired in Plivo's queue, not charged",
                    APPLICATION_DECIDES,
                    "Send again if the message is still of use; lower the rate if it recurs."),
            of(
                    "450",
                    "destination country barred",
                    CONFIGURATION,
                    "Allow the country under geo permissions in Plivo's console."),
            of("900", "insufficient credit", AFTER_TOP_UP, "Add credit to the Plivo account, then send again."),
            of("910", "account disabled", CONFIGURATION, "Ask Plivo's support why the account is disabled."),
            of("1000", "unknown error", NO_AUTOMATIC_RETRY, "Ask Plivo's support, naming the provider_id."));

    static ErrorExplanation of(ErrorCode code) {
        return LISTED.getOrDefault(code.value(), UNLISTED);
    }

    /** The codes that Plivo documents, without padding. */
    public static Set<String> listedCodes() {
        return LISTED.keySet();
    }

    private static Map.Entry<String, ErrorExplanation> of(String code, String meaning, Kind kind, String advice) {
        return entry(code, new ErrorExplanation(meaning, kind, advice));
    }
}
