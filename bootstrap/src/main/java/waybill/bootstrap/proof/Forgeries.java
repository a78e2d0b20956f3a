package waybill.bootstrap.proof;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Reports that nobody at Plivo made, of deliveries that never were: without a signature, or with one by another token. */
final class Forgeries {
    private static final int REFUSED = 403;
    private static final int AWAY = 503;

    private final Api api;
    private final List<Node> nodes;
    private final AtomicInteger tried = new AtomicInteger();
    private final AtomicInteger believed = new AtomicInteger();

    Forgeries(Api api, List<Node> nodes) {
        this.api = api;
        this.nodes = List.copyOf(nodes);
    }

    /** Claims that this message was delivered; a node that does not answer refuses too. */
    void tryOn(String id, String to) throws InterruptedException {
        int number = tried.getAndIncrement();
        var path = "/callbacks/delivery-status/" + id;
        var form = "MessageUUID=%s&From=14155550100&To=%s&Status=delivered&ErrorCode=000&Sequence=3"
                .formatted(UUID.randomUUID(), to.substring(1));
        var callback = number % 2 == 0
                ? SignedCallback.unsigned(path, form)
                : SignedCallback.signed(path, form, "another-" + Stage.TOKEN);
        int status =
                api.report(nodes.get(number % nodes.size()).port(), callback).orElse(AWAY);
        if (status != REFUSED && status != AWAY) {
            believed.incrementAndGet();
        }
    }

    int tried() {
        return tried.get();
    }

    int believed() {
        return believed.get();
    }
}
