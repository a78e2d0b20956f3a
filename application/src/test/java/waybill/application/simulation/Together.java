package waybill.application.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import waybill.application.port.out.OutcomeUnknown;
import waybill.application.port.out.StoreUnavailable;
import waybill.application.simulation.Scheduler.Reply;

/**
 * Stands for {@link waybill.application.service.GroupCommit}, whose threads and clock are real: what comes while one batch
 * commits goes with the next.
 */
final class Together<I, O> {
    private static final Duration PATIENCE = Duration.ofMillis(4_900);

    private final Scheduler scheduler;
    private final Party party;
    private final String name;
    private final Function<List<I>, List<O>> commit;
    private final List<Item<I, O>> waiting = new ArrayList<>();
    private boolean writing;

    Together(Scheduler scheduler, Party party, String name, Function<List<I>, List<O>> commit) {
        this.scheduler = scheduler;
        this.party = party;
        this.name = name;
        this.commit = commit;
    }

    private record Item<I, O>(I value, Reply<Supplier<O>> outcome) {}

    /** @throws RuntimeException what the commit threw, or that its end is not known in time */
    O commit(I value) {
        var item = new Item<I, O>(value, scheduler.reply());
        waiting.add(item);
        if (!writing) {
            writing = true;
            scheduler.spawn(party, "commits " + name, this::write);
        }
        var outcome = item.outcome().await(PATIENCE);
        if (outcome.isEmpty()) {
            throw new StoreUnavailable(waiting.remove(item) ? "its turn did not come in time" : "not known in time");
        }
        return outcome.get().get();
    }

    private void write() {
        while (!waiting.isEmpty()) {
            var batch = List.copyOf(waiting);
            waiting.clear();
            commit(batch);
        }
        writing = false;
    }

    private void commit(List<Item<I, O>> batch) {
        try {
            var outcomes = commit.apply(batch.stream().map(Item::value).toList());
            for (int i = 0; i < batch.size(); i++) {
                var outcome = outcomes.get(i);
                batch.get(i).outcome().complete(() -> outcome);
            }
        } catch (StoreUnavailable | OutcomeUnknown e) {
            batch.forEach(item -> item.outcome().complete(() -> {
                throw e;
            }));
        }
    }
}
