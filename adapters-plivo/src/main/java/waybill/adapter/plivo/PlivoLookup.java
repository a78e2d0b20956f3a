package waybill.adapter.plivo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.plivo.api.exceptions.PlivoRestException;
import com.plivo.api.exceptions.PlivoValidationException;
import com.plivo.api.models.message.Message;
import java.io.IOException;
import java.time.InstantSource;
import waybill.application.port.out.MessageLookup;
import waybill.application.port.out.RawBody;
import waybill.domain.ProviderId;

/** Plivo's Message API, asked about one message. */
public final class PlivoLookup implements MessageLookup, AutoCloseable {
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final LazyClient client;
    private final InstantSource clock;

    public PlivoLookup(PlivoAccount account, InstantSource clock) {
        this.client = new LazyClient(account);
        this.clock = requireNonNull(clock, "clock");
    }

    @Override
    public Answer look(ProviderId id) {
        var wire = new Wire();
        var failure = wire.watch(() -> send(id));
        int status = wire.status().orElse(0);
        return switch (status) {
            case OK ->
                LookupDecoder.decode(id, wire.body(), clock.instant())
                        .<Answer>map(report ->
                                new Answer.Found(report, new RawBody(wire.body().getBytes(UTF_8))))
                        .orElseGet(() -> new Answer.Unavailable("an answer that is no record of this message"));
            case NOT_FOUND -> new Answer.NotFound();
            case 0 -> new Answer.Unavailable(failure);
            default -> new Answer.Unavailable("HTTP " + status);
        };
    }

    /**
     * Returns what kind of failure there was. What was answered is read from the wire: the SDK's model would lose the
     * number of segments and whatever it does not know, and its failures do not name the status.
     */
    private String send(ProviderId id) {
        try {
            Message.getter(id.value()).client(client.get()).get();
            return "";
        } catch (IOException | PlivoRestException | PlivoValidationException | RuntimeException failure) {
            return failure.getClass().getSimpleName();
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
