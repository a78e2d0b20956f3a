package waybill.application.service;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;
import waybill.application.port.out.OutcomeUnknown;
import waybill.application.port.out.StoreUnavailable;

/**
 * Commits together what comes together: while batches commit, the next gathers. There is no timer, so that one that
 * comes alone waits for nothing. A batch that fails through an item of its own is halved until that item stands alone,
 * so that it does not fail its neighbours. Thread-safe.
 *
 * @param <I> what is committed
 * @param <O> what came of it
 */
public final class GroupCommit<I, O> implements AutoCloseable {
    private final Function<List<I>, List<O>> commit;
    private final Limits limits;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<CommitItem<I, O>> waiting = new ArrayDeque<>();
    private final Set<List<CommitItem<I, O>>> underWay = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Thread> writers;
    private final Thread timekeeper;
    private boolean stopping;

    /**
     * @param commit commits a batch and returns one outcome for each item, in order. What fails otherwise than with {@link
     *     StoreUnavailable} or {@link OutcomeUnknown} is committed again by halves
     */
    public GroupCommit(Function<List<I>, List<O>> commit, Limits limits, ThreadFactory threads) {
        this.commit = requireNonNull(commit, "commit");
        this.limits = requireNonNull(limits, "limits");
        this.writers = Stream.generate(() -> threads.newThread(this::write))
                .limit(limits.atOnce())
                .toList();
        this.timekeeper = threads.newThread(this::keepTime);
        writers.forEach(Thread::start);
        timekeeper.start();
    }

    /**
     * How much is taken in.
     *
     * @param waiting how many items may wait for their batch; more are refused at once
     * @param batch how many items are committed together at most
     * @param atOnce how many batches are committed at once at most
     * @param crowd how many have to wait for a batch to begin beside another: few and small batches at once cost more than
     *     they gain, large ones keep all processors at work
     * @param patience how long a caller waits, in all; a fiftieth of it more at most
     */
    public record Limits(int waiting, int batch, int atOnce, int crowd, Duration patience) {
        public Limits {
            requireNonNull(patience, "patience");
            if (waiting < 1 || batch < 1 || atOnce < 1 || crowd < 1 || !patience.isPositive()) {
                throw new IllegalArgumentException("a limit is positive");
            }
        }
    }

    /** What a caller learns of its item. */
    public sealed interface Result<O> {
        /** It is on disk. */
        record Committed<O>(O outcome) implements Result<O> {}

        /** It was not begun, and never will be. */
        record NotBegun<O>(String reason) implements Result<O> {}

        /** It was begun, and how it ends is not known yet. */
        record Undecided<O>() implements Result<O> {}
    }

    /**
     * Waits until the item is committed, but no longer than the limit.
     *
     * @throws RuntimeException what the commit threw
     */
    public Result<O> commit(I value) {
        var item = new CommitItem<I, O>(value);
        lock.lock();
        try {
            if (stopping) {
                return new Result.NotBegun<>("no more is taken in");
            }
            if (waiting.size() == limits.waiting()) {
                return new Result.NotBegun<>("%d wait already".formatted(limits.waiting()));
            }
            waiting.add(item);
            wakeWriterIfTimeForABatch();
        } finally {
            lock.unlock();
        }
        return await(item);
    }

    /** Without a time limit of its own: for a virtual thread that is a task made and withdrawn, so one thread keeps all. */
    private Result<O> await(CommitItem<I, O> item) {
        try {
            return item.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return item.leave();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }

    private void keepTime() {
        try {
            while (true) {
                Thread.sleep(limits.patience().dividedBy(CommitItem.TICKS));
                lock.lock();
                try {
                    waiting.forEach(CommitItem::tick);
                    waiting.removeIf(CommitItem::hasGivenUp);
                    underWay.forEach(batch -> batch.forEach(CommitItem::tick));
                    wakeWriterIfTimeForABatch();
                } finally {
                    lock.unlock();
                }
            }
        } catch (InterruptedException _) {
            // Closed.
        }
    }

    /** How many wait for their batch right now. */
    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /** Commits what was taken in, and takes in no more. */
    @Override
    public void close() {
        lock.lock();
        try {
            stopping = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            for (var writer : writers) {
                writer.join();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            timekeeper.interrupt();
        }
    }

    private void write() {
        List<CommitItem<I, O>> last = List.of();
        for (var batch = nextBatch(last); !batch.isEmpty(); batch = nextBatch(last)) {
            commit(batch.stream().filter(CommitItem::begin).toList());
            last = batch;
        }
    }

    /** Waits until something waits; empty when nothing will any more. */
    private List<CommitItem<I, O>> nextBatch(List<CommitItem<I, O>> last) {
        lock.lock();
        try {
            underWay.remove(last);
            while (!isTimeForABatch() && !stopping) {
                changed.awaitUninterruptibly();
            }
            int size = Math.min(waiting.size(), limits.batch());
            var batch = new ArrayList<CommitItem<I, O>>(size);
            for (int i = 0; i < size; i++) {
                batch.add(waiting.remove());
            }
            underWay.add(batch);
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /** For a batch, not for each item: most that come find a batch under way, and are taken by whoever ends it. */
    private void wakeWriterIfTimeForABatch() {
        if (isTimeForABatch()) {
            changed.signal();
        }
    }

    /** One that stands still, as behind a lock of somebody else's, holds up only what it has taken. */
    private boolean isTimeForABatch() {
        boolean anyMoves = underWay.stream().flatMap(List::stream).anyMatch(CommitItem::isYoung);
        return anyMoves ? waiting.size() >= limits.crowd() : !waiting.isEmpty();
    }

    private void commit(List<CommitItem<I, O>> batch) {
        if (batch.isEmpty()) {
            return;
        }
        try {
            var outcomes = commit.apply(batch.stream().map(CommitItem::value).toList());
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).complete(outcomes.get(i));
            }
        } catch (StoreUnavailable | OutcomeUnknown e) {
            batch.forEach(item -> item.fail(e));
        } catch (RuntimeException e) {
            if (batch.size() == 1) {
                batch.getFirst().fail(e);
            } else {
                int half = batch.size() / 2;
                commit(batch.subList(0, half));
                commit(batch.subList(half, batch.size()));
            }
        } catch (Error e) {
            // The thread must live on, and so must the callers.
            batch.forEach(item -> item.fail(e));
        }
    }
}
