package waybill.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import waybill.application.port.out.Examples;
import waybill.application.port.out.MessageStore;
import waybill.application.port.out.MessageStore.Acceptance;
import waybill.application.port.out.MessageStore.NewMessage;
import waybill.application.port.out.Pause;
import waybill.application.service.AcceptMessagesTogether;
import waybill.application.service.GroupCommit;

/** What callers that commit together are told while another session holds the key of some of them. */
class BusyKeyTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** What the store makes callers wait is looked at, not how often they come back. */
    private static final Pause NO_SECOND_TRY = _ -> {
        throw new InterruptedException("once is enough");
    };

    /** Less than the 4.5 s for which a statement waits for a lock if it is not told otherwise. */
    private static final Duration PROMPT = Duration.ofSeconds(4);

    /** A dozen halves are tried in vain and as many are committed; if each attempt waited that long, it would be a minute. */
    private static final Duration PROMPT_IN_HALVES = Duration.ofSeconds(20);

    private final MessageStore store = TestDatabase.emptyStores().messages();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final List<Integer> batches = new CopyOnWriteArrayList<>();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private Connection holder;

    @BeforeEach
    void open() throws SQLException {
        holder = TestDatabase.connection();
        holder.setAutoCommit(false);
    }

    @AfterEach
    void close() throws Exception {
        holder.close();
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }

    @Test
    void neighbours_of_busy_keys_are_accepted_promptly_and_the_callers_of_those_are_told() throws Exception {
        hold("busy");
        var keys = new ArrayList<>(
                IntStream.range(0, 62).mapToObj(i -> "free-" + i).toList());
        keys.add(20, "busy");
        keys.add(40, "busy");

        var answers = acceptInOneBatch(keys);

        assertThat(answers).allSatisfy(answer -> {
            if (answer.key().equals("busy")) {
                assertThat(answer.told()).isEqualTo(new Acceptance.KeyBusy());
            } else {
                assertThat(answer.told()).isEqualTo(new Acceptance.Accepted());
                assertThat(answer.took()).isLessThan(PROMPT_IN_HALVES);
            }
        });
        assertThat(TestDatabase.unsoundRows()).isEmpty();
    }

    @Test
    void callers_of_busy_keys_do_not_hold_up_who_comes_later() throws Exception {
        hold("busy");
        gate.countDown();
        var accepting = accepting(2, 1);
        var busy = new ArrayList<Caller>();
        for (int writer = 1; writer <= 2; writer++) {
            int begun = writer;
            busy.add(begin(accepting, "busy"));
            Awaitility.await().until(() -> batches.size() >= begun);
        }

        var later = begin(accepting, "free").answer();

        assertThat(later.told()).isEqualTo(new Acceptance.Accepted());
        assertThat(later.took()).isLessThan(PROMPT);
        for (var caller : busy) {
            assertThat(caller.answer().told()).isEqualTo(new Acceptance.KeyBusy());
        }
    }

    private record Answer(String key, Object told, Duration took) {}

    /** They gather while another is held up. */
    private List<Answer> acceptInOneBatch(List<String> keys) throws Exception {
        var accepting = accepting(1, keys.size());
        var first = begin(accepting, "first");
        Awaitility.await().until(() -> !batches.isEmpty());
        var callers = keys.stream().map(key -> begin(accepting, key)).toList();
        Awaitility.await().until(() -> callers.stream().allMatch(Caller::isWaiting));

        gate.countDown();

        assertThat(first.answer().told()).isEqualTo(new Acceptance.Accepted());
        var answers = new ArrayList<Answer>();
        for (var caller : callers) {
            answers.add(caller.answer());
        }
        assertThat(batches).startsWith(1, keys.size());
        return answers;
    }

    private MessageStore accepting(int atOnce, int crowd) {
        var group = new GroupCommit<>(
                this::commit,
                new GroupCommit.Limits(1_000, 256, atOnce, crowd, PATIENCE),
                Thread.ofPlatform().daemon().factory());
        opened.push(group);
        return new AcceptMessagesTogether(store, group, NO_SECOND_TRY);
    }

    private List<Acceptance> commit(List<NewMessage> batch) {
        batches.add(batch.size());
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return store.accept(batch);
    }

    private record Caller(Thread thread, FutureTask<Answer> task) {
        boolean isWaiting() {
            return thread.getState() == Thread.State.WAITING;
        }

        Answer answer() throws InterruptedException, ExecutionException {
            return task.get();
        }
    }

    private static Caller begin(MessageStore accepting, String key) {
        var task = new FutureTask<>(() -> {
            long before = System.nanoTime();
            var told = accept(accepting, key);
            return new Answer(key, told, Duration.ofNanos(System.nanoTime() - before));
        });
        return new Caller(Thread.ofVirtual().start(task), task);
    }

    private static Object accept(MessageStore accepting, String key) {
        try {
            return accepting.accept(List.of(message(key))).getFirst();
        } catch (RuntimeException e) {
            return e;
        }
    }

    private static NewMessage message(String key) {
        return Examples.withKey(Examples.message(), key, "payload");
    }

    /** As a session does that has stored a message and does not commit. */
    private void hold(String key) throws SQLException {
        var idempotency = message(key).idempotency().orElseThrow();
        try (var insert = holder.prepareStatement(
                "INSERT INTO idempotency_key (scope, key, payload, message_id) VALUES (?, ?, ?, gen_random_uuid())")) {
            insert.setBytes(1, idempotency.scope().bytes());
            insert.setString(2, key);
            insert.setBytes(3, idempotency.payload().bytes());
            insert.executeUpdate();
        }
    }
}
