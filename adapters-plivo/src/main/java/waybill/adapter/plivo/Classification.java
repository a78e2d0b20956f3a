package waybill.adapter.plivo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import waybill.domain.ProviderId;
import waybill.domain.Refusal;
import waybill.domain.SubmissionOutcome;
import waybill.domain.SubmissionOutcome.Accepted;
import waybill.domain.SubmissionOutcome.NotAccepted;
import waybill.domain.SubmissionOutcome.Refused;
import waybill.domain.SubmissionOutcome.Unauthorized;
import waybill.domain.SubmissionOutcome.Unknown;

/**
 * What the answer of the Message API means for the message. Only what surely did not happen may be tried again, since
 * Plivo knows no idempotency of any kind. A reason never names a number, a text or a secret.
 */
final class Classification {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Classification() {}

    /** Of a submission that was answered. */
    static SubmissionOutcome of(Wire wire, List<String> ids) {
        int status = wire.status().orElse(0);
        return switch (status) {
            case 429, 503 -> new NotAccepted("HTTP " + status, wire.retryAfter());
            case 401 -> new Unauthorized();
            case 408 -> new Unknown("HTTP 408");
            default -> {
                if (status >= 200 && status < 300) {
                    yield accepted(status, ids);
                }
                // Of the 4xx that Plivo does not document: by RFC 9110 §15.5 each says that the request, as it stands,
                // was not carried out, and the same request would only meet the same answer.
                if (status >= 400 && status < 500) {
                    yield new Refused(new Refusal(status, detail(wire.body())));
                }
                // 500, 502, 504: something behind the one that answers may have taken it. 3xx: not followed, since who
                // redirects a POST may have handled it before (303).
                yield new Unknown("HTTP " + status);
            }
        };
    }

    /** Of a submission that ended in a failure of the network, or in an answer that could not be read. */
    static SubmissionOutcome of(Wire wire, IOException failure) {
        if (wire.status().isPresent()) {
            return of(wire, List.of());
        }
        return wire.requestStarted()
                ? new Unknown(unanswered(failure))
                : new NotAccepted(unconnected(failure), Optional.empty());
    }

    /** The first id that can be told from others: Plivo gives one per destination, and there is one destination. */
    private static SubmissionOutcome accepted(int status, List<String> ids) {
        return ids.stream()
                .filter(Objects::nonNull)
                .map(ProviderId::parse)
                .flatMap(Optional::stream)
                .findFirst()
                .<SubmissionOutcome>map(Accepted::new)
                .orElseGet(() -> new Unknown("HTTP %d without a readable message_uuid".formatted(status)));
    }

    private static String unanswered(IOException failure) {
        return switch (failure) {
            case InterruptedIOException _ -> "no answer came in time";
            case ProtocolException _ -> "the answer is not HTTP";
            default -> "the connection broke before the answer was complete";
        };
    }

    private static String unconnected(IOException failure) {
        return switch (failure) {
            case UnknownHostException _ -> "the API's host name does not resolve";
            case SocketTimeoutException _ -> "no connection to the API in time";
            case InterruptedIOException _ -> "no connection to the API in time";
            case SSLException _ -> "the TLS handshake with the API failed";
            default -> "no connection to the API";
        };
    }

    /** Plivo's words where they are where it puts them, else the body as it came: it need not be JSON. */
    private static String detail(String body) {
        return ForeignText.escaped(error(body).orElse(body.strip()), Refusal.MAX_DETAIL_LENGTH);
    }

    private static Optional<String> error(String body) {
        try {
            var answer = JSON.readTree(body);
            return Stream.of("error", "message")
                    .map(answer::path)
                    .filter(text -> !text.isMissingNode() && !text.isNull())
                    .map(text -> text.isTextual() ? text.textValue() : text.toString())
                    .findFirst();
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }
}
