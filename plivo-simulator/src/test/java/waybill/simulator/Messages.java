package waybill.simulator;

import java.net.URI;
import java.time.Instant;
import java.util.List;

/** Accepted messages, without an API that takes them. */
final class Messages {

    static final Instant ACCEPTED_AT = Instant.parse("2026-11-23T10:00:00.123456Z");

    private static final URI URL = URI.create("https://example.com/report");

    static final CallbackAddress.At ADDRESS = new CallbackAddress.At(URL, URL, "POST");

    private Messages() {}

    /** @param to digits only */
    static SimulatedMessage to(String to) {
        var text = "Your code is 4711";
        var request =
                new SendRequest("14155550100", List.of(to), List.of(), text, Segments.of(text), "sms", "", ADDRESS);
        return new SimulatedMessage(1, new Send(Send.Key.of(request, to)), request, "127.0.0.1", ACCEPTED_AT);
    }
}
