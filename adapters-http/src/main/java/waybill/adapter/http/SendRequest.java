package waybill.adapter.http;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import waybill.application.port.in.SendMessage.Command;
import waybill.application.port.out.Idempotency;
import waybill.domain.ClientReference;
import waybill.domain.InvalidValue;
import waybill.domain.MessageId;
import waybill.domain.MessageText;
import waybill.domain.PhoneNumber;
import waybill.domain.Sender;

/** Reads a request to send; what is wrong with it is told all at once. */
final class SendRequest {
    static final long MIN_EXPIRES_IN_SECONDS = 5;
    static final long MAX_EXPIRES_IN_SECONDS = Duration.ofDays(7).toSeconds();

    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private final JsonFields fields;
    private final FieldErrors errors;

    private SendRequest(JsonFields fields) {
        this.fields = fields;
        this.errors = fields.errors();
    }

    static Command command(Call call, MessageId id) {
        MediaType.requireJson(call.header("content-type"));
        return new SendRequest(JsonFields.parse(
                        call.body().bytes(), List.of("from", "to", "text", "client_reference"), List.of("expires_in")))
                .read(call, id);
    }

    private Command read(Call call, MessageId id) {
        var from = required("from", Sender::parse);
        var to = required("to", SendRequest::recipient);
        var text = required("text", MessageText::new);
        var expiresIn = read("expires_in", fields.number("expires_in"), SendRequest::expiresIn);
        var reference = read("client_reference", fields.string("client_reference"), ClientReference::new);
        var key = read(IDEMPOTENCY_KEY, idempotencyKey(call), Function.identity());
        errors.complete();
        var payload = Payload.fingerprint(
                from.orElseThrow().text(),
                to.orElseThrow().text(),
                text.orElseThrow().value(),
                expiresIn.map(Duration::toString),
                reference.map(ClientReference::value));
        return new Command(
                id,
                from.orElseThrow(),
                to.orElseThrow(),
                text.orElseThrow(),
                expiresIn,
                reference,
                key.map(value -> new Idempotency(call.caller().orElseThrow(), value, payload)));
    }

    private Optional<String> idempotencyKey(Call call) {
        var keys = call.header("idempotency-key");
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        var key = keys.getFirst();
        if (keys.size() > 1
                || key.isEmpty()
                || key.length() > Idempotency.MAX_KEY_LENGTH
                || key.chars().anyMatch(c -> c < ' ' || c > '~')) {
            errors.add(
                    IDEMPOTENCY_KEY,
                    "invalid_idempotency_key",
                    "an Idempotency-Key is given once, 1 to %d printable ASCII characters"
                            .formatted(Idempotency.MAX_KEY_LENGTH));
            return Optional.empty();
        }
        return Optional.of(key);
    }

    private <T> Optional<T> required(String name, Function<String, T> reader) {
        var value = fields.string(name);
        if (fields.isMissing(name)) {
            errors.add(name, "required", "the field is missing");
        }
        return read(name, value, reader);
    }

    private <V, T> Optional<T> read(String name, Optional<V> value, Function<V, T> reader) {
        try {
            return value.map(reader);
        } catch (InvalidValue e) {
            errors.add(name, e.code(), e.detail());
            return Optional.empty();
        }
    }

    private static Duration expiresIn(long seconds) {
        if (seconds < MIN_EXPIRES_IN_SECONDS || seconds > MAX_EXPIRES_IN_SECONDS) {
            throw new InvalidValue(
                    "invalid_expires_in",
                    "expires_in is %d to %d seconds".formatted(MIN_EXPIRES_IN_SECONDS, MAX_EXPIRES_IN_SECONDS));
        }
        return Duration.ofSeconds(seconds);
    }

    private static PhoneNumber recipient(String text) {
        var to = new PhoneNumber(text);
        if (to.isRedacted()) {
            throw new InvalidValue("invalid_phone_number", "this number stands for redacted ones: nobody has it");
        }
        return to;
    }
}
