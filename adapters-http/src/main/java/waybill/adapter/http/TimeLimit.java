package waybill.adapter.http;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Lets an act run for a limited time. One that is late is left to itself, not interrupted: an interrupt would break the
 * database connection it may be committing on, which others wait for too.
 */
final class TimeLimit implements AutoCloseable {
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("waybill-act-", 0).factory());
    private final Duration limit;
    private final Semaphore room;

    /** @param atOnce how many acts may run, those left to themselves among them */
    TimeLimit(Duration limit, int atOnce) {
        this.limit = limit;
        this.room = new Semaphore(atOnce);
    }

    /** @param late what is thrown when the time is over */
    <T> T call(Callable<T> act, Supplier<Problem> late) {
        try {
            return begin(act).get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            throw late.get();
        } catch (InterruptedException _) {
            // The server stops and waits no longer. Left set, the flag would break the answer, and Helidon would log
            // that.
            throw late.get();
        } catch (ExecutionException e) {
            throw unwrapped(e);
        }
    }

    <T> Future<T> begin(Callable<T> act) {
        if (!room.tryAcquire()) {
            throw Problem.overloaded();
        }
        try {
            return threads.submit(() -> {
                try {
                    return act.call();
                } finally {
                    room.release();
                }
            });
        } catch (RuntimeException e) {
            room.release();
            throw e;
        }
    }

    /** Does not wait for acts that were left to themselves. */
    @Override
    public void close() {
        threads.shutdown();
    }

    private static RuntimeException unwrapped(ExecutionException e) {
        return switch (e.getCause()) {
            case RuntimeException cause -> cause;
            case Error cause -> throw cause;
            case null -> new IllegalStateException(e);
            case Throwable cause -> new IllegalStateException(cause);
        };
    }
}
