package waybill.bootstrap;

import java.io.PrintStream;
import java.net.URI;

/** What a demo says when it is ready: three lines that can be pasted. A value that somebody set is never shown. */
record DemoBanner(WaybillConfig config, URI simulator, boolean ownKey) {
    void print(PrintStream out) {
        var key = ownKey ? config.apiKeys().getFirst() : "$WAYBILL_API_KEY";
        out.print("""

                Waybill is ready: %1$s (API key: %2$s)
                Plivo is simulated; what it saw: curl -s %3$s/_simulator/messages

                Send a message, follow it, and read its timeline:

                  curl -s %1$s/v1/messages -H "Authorization: Bearer %2$s" -H 'Content-Type: application/json' -d '{"from":"+14155550100","to":"+15555550000","text":"Your code is 4711"}'
                  curl -s "%1$s/v1/messages?limit=1" -H "Authorization: Bearer %2$s"
                  curl -s %1$s/v1/messages/{id}/timeline -H "Authorization: Bearer %2$s"

                Stop with Ctrl-C; the data stays in %4$s.

                """.formatted(config.localUrl(), key, simulator, config.data()));
        out.flush();
    }
}
