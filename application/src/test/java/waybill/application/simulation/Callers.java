package waybill.application.simulation;

import java.time.Duration;
import java.util.Optional;
import waybill.application.port.in.SendMessage.Command;
import waybill.application.port.out.Examples;
import waybill.application.port.out.Idempotency;
import waybill.domain.ClientReference;
import waybill.domain.MessageText;
import waybill.domain.PhoneNumber;

/** Those who send through us. Half of them have a key, and ask again until they are answered. */
final class Callers {
    static final Duration LAST_CALL = Duration.ofSeconds(60);

    private static final int TRIES = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);
    private static final Duration SHORT_DEADLINE = Duration.ofSeconds(15);
    private static final Duration DEADLINE = Duration.ofMinutes(10);

    private final World world;
    private final Cluster cluster;

    Callers(World world, Cluster cluster) {
        this.world = world;
        this.cluster = cluster;
    }

    void call(int number) {
        world.scheduler.spawn(world.outside, "caller of m" + number, () -> {
            world.scheduler.sleep(world.fates.upTo(LAST_CALL));
            boolean hasKey = world.fates.heads();
            var expiresIn = world.fates.strikes(Mishap.SHORT_DEADLINE) ? SHORT_DEADLINE : DEADLINE;
            int tries = hasKey ? TRIES : 1;
            for (int attempt = 1; attempt <= tries && !isAnswered(number, hasKey, expiresIn); attempt++) {
                world.scheduler.sleep(world.fates.upTo(LONGEST_PAUSE));
            }
        });
    }

    private boolean isAnswered(int number, boolean hasKey, Duration expiresIn) {
        var node = cluster.anyNode();
        if (node.isEmpty()) {
            return false;
        }
        var answer = world.scheduler.<Boolean>reply();
        node.get().send(command(number, hasKey, expiresIn), answer);
        return answer.await(PATIENCE).orElse(false) && !world.fates.strikes(Mishap.CALLER_ASKS_AGAIN);
    }

    private Command command(int number, boolean hasKey, Duration expiresIn) {
        var name = "m" + number;
        var key = new Idempotency(
                Examples.fingerprint("some API key"), name, Examples.fingerprint("what " + name + " asks for"));
        return new Command(
                world.ids().nextMessageId(),
                Examples.SENDER,
                new PhoneNumber("+1555555%04d".formatted(number)),
                new MessageText("Your code is " + number),
                Optional.of(expiresIn),
                Optional.of(new ClientReference(name)),
                hasKey ? Optional.of(key) : Optional.empty());
    }
}
