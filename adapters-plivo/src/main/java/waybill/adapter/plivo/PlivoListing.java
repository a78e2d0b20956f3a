package waybill.adapter.plivo;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import waybill.application.port.out.MessageListing;
import waybill.domain.Span;

/**
 * Plivo's Message API, asked for the messages of a stretch of time, in UTC as it reads times
 * (plivo.com/docs/messaging/api/message/list-all-messages, {@code message_time}).
 */
public final class PlivoListing implements MessageListing, AutoCloseable {
    /** Plivo gives no more than this many at once. */
    static final int LIMIT = 20;

    private static final int OK = 200;

    private final LazyClient client;
    private final String authId;
    private final InstantSource clock;

    public PlivoListing(PlivoAccount account, InstantSource clock) {
        this.client = new LazyClient(account);
        this.authId = account.authId();
        this.clock = requireNonNull(clock, "clock");
    }

    @Override
    public Answer page(Span window, int offset) {
        var asked = PlivoTime.wholeSeconds(window);
        var wire = new Wire();
        var failure = wire.watch(() -> send(asked, offset));
        int status = wire.status().orElse(0);
        return switch (status) {
            case OK -> ListingDecoder.decode(wire.body(), asked, offset, clock.instant());
            case 0 -> new Answer.Unavailable(failure);
            default -> new Answer.Unavailable("HTTP " + status);
        };
    }

    /**
     * Returns what kind of failure there was. The SDK's own lister writes times in a format of its own, in the zone of
     * this machine; and as with look-ups, what was answered is read from the wire.
     */
    private String send(Span asked, int offset) {
        Map<String, Object> filters = Map.of(
                "message_time__gte",
                PlivoTime.written(asked.from()),
                "message_time__lte",
                PlivoTime.written(asked.until()),
                "limit",
                LIMIT,
                "offset",
                offset);
        try {
            client.get().getApiService().messageList(authId, filters).execute();
            return "";
        } catch (IOException | RuntimeException failure) {
            return failure.getClass().getSimpleName();
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
