package waybill.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import waybill.application.port.out.StoreUnavailable;
import waybill.application.service.GroupCommit.Limits;
import waybill.application.service.GroupCommit.Result;

/** The gate stands for the disk: a batch commits when a test lets it through. */
@Timeout(30)
class GroupCommitTest {
    /** A batch stands still for as long as a fiftieth of it, and still counts as one that moves. */
    private static final Duration LONG = Duration.ofHours(1);

    private static final int BAD = -1;

    private final List<List<Integer>> batches = Collections.synchronizedList(new ArrayList<>());
    private final Semaphore arrived = new Semaphore(0);
    private final Semaphore gate = new Semaphore(0);
    private GroupCommit<Integer, String> group = group(new Limits(100, 10, 1, 1, LONG));

    @AfterEach
    void close() {
        gate.release(1_000);
        group.close();
    }

    @Test
    void one_that_comes_alone_is_committed_alone_and_at_once() {
        gate.release();

        var result = group.commit(7);

        assertThat(result).isEqualTo(new Result.Committed<>("7 is on disk"));
        assertThat(batches).containsExactly(List.of(7));
    }

    @Test
    void what_comes_while_a_batch_commits_is_the_next_batch_and_each_learns_of_its_own() {
        var first = commitLater(1);
        arrived.acquireUninterruptibly();
        var others =
                IntStream.rangeClosed(2, 6).mapToObj(this::commitAndAwaitPlace).toList();

        gate.release(2);

        assertThat(first.join()).isEqualTo(new Result.Committed<>("1 is on disk"));
        assertThat(others.stream().map(CompletableFuture::join))
                .containsExactly(
                        new Result.Committed<>("2 is on disk"),
                        new Result.Committed<>("3 is on disk"),
                        new Result.Committed<>("4 is on disk"),
                        new Result.Committed<>("5 is on disk"),
                        new Result.Committed<>("6 is on disk"));
        assertThat(batches).containsExactly(List.of(1), List.of(2, 3, 4, 5, 6));
    }

    @Test
    void nobody_is_answered_before_the_commit() {
        var first = commitLater(1);
        arrived.acquireUninterruptibly();

        assertThat(first).isNotDone();
    }

    @Test
    void a_batch_has_a_limit() {
        group.close();
        group = group(new Limits(100, 2, 1, 1, LONG));
        var _ = commitLater(1);
        arrived.acquireUninterruptibly();
        var others =
                IntStream.rangeClosed(2, 6).mapToObj(this::commitAndAwaitPlace).toList();

        gate.release(4);
        others.forEach(CompletableFuture::join);

        assertThat(batches).containsExactly(List.of(1), List.of(2, 3), List.of(4, 5), List.of(6));
    }

    @Test
    void a_second_batch_begins_beside_the_first_only_when_a_crowd_waits() {
        group.close();
        group = group(new Limits(100, 10, 2, 3, LONG));
        var _ = commitLater(1);
        arrived.acquireUninterruptibly();

        var _ = commitAndAwaitPlace(2);
        var _ = commitAndAwaitPlace(3);
        assertThat(batches).containsExactly(List.of(1));
        var _ = commitLater(4);
        arrived.acquireUninterruptibly();

        assertThat(batches).containsExactly(List.of(1), List.of(2, 3, 4));
    }

    @Test
    void a_batch_that_stands_still_holds_up_nobody_else() {
        group.close();
        group = group(new Limits(100, 10, 2, 3, Duration.ofSeconds(5)));
        var _ = commitLater(1);
        arrived.acquireUninterruptibly();

        var _ = commitLater(2);
        arrived.acquireUninterruptibly();

        assertThat(batches).containsExactly(List.of(1), List.of(2));
    }

    @Test
    void beyond_the_limit_nobody_waits() {
        group.close();
        group = group(new Limits(2, 10, 1, 1, LONG));
        var _ = commitLater(1);
        arrived.acquireUninterruptibly();
        var _ = commitAndAwaitPlace(2);
        var _ = commitAndAwaitPlace(3);

        assertThat(group.commit(4)).isEqualTo(new Result.NotBegun<>("2 wait already"));
        assertThat(batches.stream().flatMap(List::stream)).doesNotContain(4);
    }

    @Test
    void one_that_fails_stands_alone_in_the_end_and_fails_alone() {
        var _ = commitLater(1);
        arrived.acquireUninterruptibly();
        var good =
                IntStream.rangeClosed(2, 4).mapToObj(this::commitAndAwaitPlace).toList();
        var bad = commitAndAwaitPlace(BAD);
        var late =
                IntStream.rangeClosed(5, 7).mapToObj(this::commitAndAwaitPlace).toList();

        gate.release(100);

        good.forEach(one -> assertThat(one.join()).isInstanceOf(Result.Committed.class));
        late.forEach(one -> assertThat(one.join()).isInstanceOf(Result.Committed.class));
        assertThatThrownBy(bad::join).rootCause().isInstanceOf(IllegalArgumentException.class);
        assertThat(batches).contains(List.of(BAD));
    }

    @Test
    void when_the_store_is_away_the_batch_is_not_taken_apart() {
        group.close();
        var attempts = new AtomicInteger();
        group = new GroupCommit<>(
                _ -> {
                    attempts.incrementAndGet();
                    arrived.release();
                    gate.acquireUninterruptibly();
                    throw new StoreUnavailable("away");
                },
                new Limits(100, 10, 1, 1, LONG),
                Thread.ofVirtual().factory());
        var _ = commitLater(1);
        arrived.acquireUninterruptibly();
        var others =
                IntStream.rangeClosed(2, 6).mapToObj(this::commitAndAwaitPlace).toList();

        gate.release(100);

        others.forEach(one -> assertThatThrownBy(one::join).rootCause().isInstanceOf(StoreUnavailable.class));
        assertThat(attempts).hasValue(2);
    }

    @Test
    void a_caller_that_gives_up_in_the_queue_is_never_committed() {
        group.close();
        group = group(new Limits(100, 10, 1, 1, Duration.ofMillis(50)));
        var first = commitUntilBegun(1);

        assertThat(group.commit(2)).isEqualTo(new Result.NotBegun<>("its turn did not come in time"));
        assertThat(first.join()).isEqualTo(new Result.Undecided<>());
        gate.release(100);
        group.close();

        assertThat(batches).containsExactly(List.of(1));
    }

    @Test
    void whoever_gave_up_takes_no_room_from_those_who_wait() {
        group.close();
        group = group(new Limits(1, 10, 1, 1, Duration.ofMillis(50)));
        var _ = commitUntilBegun(1);

        assertThat(group.commit(2)).isEqualTo(new Result.NotBegun<>("its turn did not come in time"));

        while (group.waiting() > 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void an_interrupted_caller_is_told_what_is_known_and_keeps_its_flag() throws InterruptedException {
        var _ = commitLater(1);
        arrived.acquireUninterruptibly();
        var found = new CompletableFuture<String>();
        var caller = Thread.ofVirtual()
                .start(() -> found.complete(
                        group.commit(2) + " " + Thread.currentThread().isInterrupted()));
        while (group.waiting() == 0) {
            Thread.onSpinWait();
        }

        caller.interrupt();
        caller.join();

        assertThat(found.join()).contains("NotBegun", "true");
    }

    @Test
    void an_error_of_the_machine_does_not_end_the_writer() {
        group.close();
        var failing = new AtomicInteger();
        group = new GroupCommit<>(
                batch -> {
                    if (failing.getAndIncrement() == 0) {
                        throw new StackOverflowError();
                    }
                    return batch.stream().map(i -> "done").toList();
                },
                new Limits(100, 10, 1, 1, LONG),
                Thread.ofVirtual().factory());

        assertThatThrownBy(() -> group.commit(1)).rootCause().isInstanceOf(StackOverflowError.class);
        assertThat(group.commit(2)).isEqualTo(new Result.Committed<>("done"));
    }

    @Test
    void closing_commits_what_waits_and_takes_in_no_more() {
        var _ = commitLater(1);
        arrived.acquireUninterruptibly();
        var waiting = commitAndAwaitPlace(2);
        var closing = CompletableFuture.runAsync(group::close);
        gate.release(100);

        closing.join();

        assertThat(waiting.join()).isInstanceOf(Result.Committed.class);
        assertThat(group.commit(3)).isEqualTo(new Result.NotBegun<>("no more is taken in"));
    }

    @Test
    void of_many_racing_callers_each_gets_its_own_outcome_once() {
        group.close();
        // As many may wait as there are: how many wait at once is the machine's to decide.
        group = group(new Limits(2_000, 10, 1, 1, LONG));
        gate.release(1_000_000);
        var results = IntStream.range(0, 2_000)
                .parallel()
                .mapToObj(i -> commitLater(i).join())
                .toList();

        assertThat(results)
                .containsExactlyElementsOf(IntStream.range(0, 2_000)
                        .<Result<String>>mapToObj(i -> new Result.Committed<>(i + " is on disk"))
                        .toList());
        assertThat(batches.stream().flatMap(List::stream)).hasSize(2_000).doesNotHaveDuplicates();
    }

    private GroupCommit<Integer, String> group(Limits limits) {
        return new GroupCommit<>(this::toDisk, limits, Thread.ofVirtual().factory());
    }

    private List<String> toDisk(List<Integer> batch) {
        batches.add(batch);
        arrived.release();
        gate.acquireUninterruptibly();
        if (batch.contains(BAD)) {
            throw new IllegalArgumentException("one of %s is bad".formatted(batch));
        }
        return batch.stream().map(i -> i + " is on disk").toList();
    }

    private CompletableFuture<Result<String>> commitLater(int value) {
        var result = new CompletableFuture<Result<String>>();
        start(value, result);
        return result;
    }

    /** Returns when a batch stands still with the value, however often its patience was over before that began. */
    private CompletableFuture<Result<String>> commitUntilBegun(int value) {
        var result = commitLater(value);
        while (!arrived.tryAcquire()) {
            if (result.isDone() && result.join() instanceof Result.NotBegun) {
                result = commitLater(value);
            }
            Thread.onSpinWait();
        }
        return result;
    }

    /** Returns when the value has its place in the queue. */
    private CompletableFuture<Result<String>> commitAndAwaitPlace(int value) {
        var result = new CompletableFuture<Result<String>>();
        int before = group.waiting();
        var caller = start(value, result);
        while (group.waiting() == before && caller.isAlive()) {
            Thread.onSpinWait();
        }
        return result;
    }

    private Thread start(int value, CompletableFuture<Result<String>> result) {
        return Thread.ofVirtual().start(() -> {
            try {
                result.complete(group.commit(value));
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
    }
}
