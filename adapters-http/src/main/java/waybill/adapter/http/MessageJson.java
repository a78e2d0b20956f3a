package waybill.adapter.http;

import java.util.Optional;
import waybill.domain.ClientReference;
import waybill.domain.Cost;
import waybill.domain.DeliveryState;
import waybill.domain.ErrorCode;
import waybill.domain.Message;
import waybill.domain.ProviderId;
import waybill.domain.Refusal;
import waybill.domain.Stamp;

/** Messages as JSON. */
final class MessageJson {
    private MessageJson() {}

    static void write(Json json, Message message) {
        var state = message.state();
        var status = state.status().text();
        json.object(() -> {
            json.string("id", message.id().toString());
            json.string("status", status);
            json.string("from", message.from().text());
            json.string("to", kept(message, message.to().text()));
            json.string("text", kept(message, message.text().value()));
            json.bool("redacted", message.isRedacted());
            json.string("client_reference", message.clientReference().map(ClientReference::value));
            json.string("provider", "plivo");
            json.string("provider_id", state.providerIdIfKnown().map(ProviderId::value));
            error(json, state);
            segments(json, message);
            cost(json, state.stampIfReported().flatMap(Stamp::cost));
            json.time("created_at", message.createdAt());
            json.time("updated_at", state.since());
            json.time("expires_at", message.expiresAt());
            json.time("closed_at", message.closedAt());
            json.string("outcome", message.outcome());
        });
    }

    static void error(Json json, ErrorCode code) {
        if (code.isNone()) {
            json.nothing("error_code");
            json.nothing("error");
            return;
        }
        var explanation = code.explanation();
        json.string("error_code", code.value());
        error(
                json,
                Optional.of(code.value()),
                explanation.meaning(),
                explanation.kind().text(),
                explanation.advice());
    }

    static void cost(Json json, Optional<Cost> cost) {
        json.object("cost", cost, known -> {
            json.string("amount", known.amount().toPlainString());
            json.string("currency", known.currency());
            json.number("units", known.units());
        });
    }

    private static void error(Json json, DeliveryState state) {
        if (state instanceof DeliveryState.Refused(Refusal refusal, var _)) {
            json.nothing("error_code");
            error(
                    json,
                    Optional.empty(),
                    "Plivo refused the request: HTTP %d %s"
                            .formatted(refusal.httpStatus(), refusal.detail())
                            .strip(),
                    "permanent",
                    "Set right what Plivo names, then send again as a new message.");
        } else {
            error(json, state.errorCode());
        }
    }

    private static void error(Json json, Optional<String> code, String meaning, String kind, String advice) {
        json.object("error", () -> {
            json.string("code", code);
            json.string("meaning", meaning);
            json.string("class", kind);
            json.string("advice", advice);
        });
    }

    private static Optional<String> kept(Message message, String text) {
        return message.isRedacted() ? Optional.empty() : Optional.of(text);
    }

    /** They went with the text; what was charged still says how many there were. */
    private static void segments(Json json, Message message) {
        if (message.isRedacted()) {
            json.nothing("segments");
            return;
        }
        var segments = message.text().segments();
        json.object("segments", () -> {
            json.string("encoding", segments.encoding().text());
            json.number("count", segments.count());
        });
    }
}
