package waybill.application.simulation;

import java.time.Duration;
import java.util.Optional;
import waybill.application.simulation.Plivo.Carried;
import waybill.domain.ErrorCode;
import waybill.domain.MessageId;
import waybill.domain.ProviderId;
import waybill.domain.ReportedStatus;

/** The callbacks on their way from Plivo to us: four tries each, lost, doubled, late and out of order. */
final class Callbacks {
    private static final int TRIES = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(60);
    private static final Duration USUAL_DELAY = Duration.ofMillis(300);
    private static final Duration LONG_DELAY = Duration.ofSeconds(90);

    private final World world;
    private final Cluster cluster;

    Callbacks(World world, Cluster cluster) {
        this.world = world;
        this.cluster = cluster;
    }

    /** Tells what Plivo says of a message now. */
    void tell(Carried one) {
        if (world.fates.strikes(Mishap.CALLBACK_LOST)) {
            world.scheduler.note("the callback " + one.status() + " of " + one.providerId() + " is lost");
            return;
        }
        int copies = world.fates.strikes(Mishap.CALLBACK_DOUBLED) ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            send(one.word(), one.ownUrl());
        }
    }

    /** Tells of a message that somebody else sent over the same account. */
    void tellOfForeign() {
        send(
                new Word(new ProviderId("foreign"), ReportedStatus.DELIVERED, ErrorCode.NONE, "15555559999"),
                Optional.empty());
    }

    private void send(Word word, Optional<MessageId> ownUrl) {
        world.scheduler.spawn(
                world.outside,
                "callback " + word.status() + " of " + word.providerId(),
                () -> tryToDeliver(word, ownUrl));
    }

    private void tryToDeliver(Word word, Optional<MessageId> ownUrl) {
        boolean late = world.fates.strikes(Mishap.CALLBACK_LATE);
        world.scheduler.sleep(world.fates.upTo(late ? LONG_DELAY : USUAL_DELAY));
        var wait = FIRST_RETRY;
        for (int attempt = 1; !deliver(word, ownUrl) && attempt < TRIES; attempt++) {
            world.scheduler.sleep(wait);
            wait = wait.multipliedBy(2);
        }
    }

    /** Whether Plivo saw an acknowledgement. */
    private boolean deliver(Word word, Optional<MessageId> ownUrl) {
        var node = cluster.anyNode();
        if (node.isEmpty() || world.fates.strikes(Mishap.TRY_LOST)) {
            return false;
        }
        var answer = world.scheduler.<Boolean>reply();
        node.get().receive(word, ownUrl, answer);
        return answer.await(PATIENCE).orElse(false) && !world.fates.strikes(Mishap.ACKNOWLEDGEMENT_LOST);
    }
}
