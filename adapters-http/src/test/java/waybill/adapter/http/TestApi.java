package waybill.adapter.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import waybill.adapter.http.HttpConfig.Limits;
import waybill.application.port.in.CountLostCallbacks;
import waybill.application.port.in.FindMessage;
import waybill.application.port.in.ListMessages;
import waybill.application.port.in.ListOrphanReports;
import waybill.application.port.in.ReadTimeline;
import waybill.application.port.in.ReceiveDeliveryCallback;
import waybill.application.port.in.SendMessage;
import waybill.application.port.out.Page;
import waybill.application.port.out.ReadinessCheck;
import waybill.domain.MessageId;

/** An API of lambdas, to be changed before it is started. */
final class TestApi {
    static final String KEY = "test-key-0123456789-abcdefgh";
    static final String OTHER_KEY = "other-key-0123456789-abcdefgh";
    static final MessageId NEXT_ID = MessageId.of(Instant.parse("2026-11-23T10:00:00Z"), 1, 2);
    static final Instant NOW = Instant.parse("2026-11-23T10:00:00.000001Z");

    SendMessage send = command -> new SendMessage.Result.Accepted(Samples.accepted(command));
    FindMessage find = id -> Optional.empty();
    ListMessages list = query -> new Page<>(List.of(), Optional.empty());
    ReadTimeline timeline = id -> Optional.empty();
    ListOrphanReports orphans = query -> new Page<>(List.of(), Optional.empty());
    CountLostCallbacks lost = since -> List.of();
    ReceiveDeliveryCallback receive = request -> new ReceiveDeliveryCallback.Result.Stored();
    List<ReadinessCheck> checks = new ArrayList<>();
    PrometheusTelemetry telemetry = new PrometheusTelemetry();
    Limits limits = Limits.DEFAULT;
    RequestMemory memory = new RequestMemory(Runtime.getRuntime().maxMemory());
    int ack = 204;
    String host = "127.0.0.1";
    int port = 0;

    HttpServer start() {
        return HttpServer.start(config(), api(), memory);
    }

    HttpConfig config() {
        return new HttpConfig(host, port, List.of(OTHER_KEY, KEY), ack, limits);
    }

    HttpApi api() {
        return new HttpApi(
                send,
                find,
                list,
                timeline,
                orphans,
                lost,
                receive,
                checks,
                telemetry,
                () -> NEXT_ID,
                InstantSource.fixed(NOW));
    }

    /** Limits of which each test shortens the one it is about. */
    static Limits limits(Duration head, Duration body, Duration idle, Duration answer, Duration work) {
        return new Limits(head, body, idle, answer, work, Duration.ofMillis(300), Duration.ofSeconds(5), 2_000, 1_000);
    }

    static Limits workLimit(Duration work) {
        var d = Limits.DEFAULT;
        return limits(d.head(), d.body(), d.idle(), d.answer(), work);
    }
}
