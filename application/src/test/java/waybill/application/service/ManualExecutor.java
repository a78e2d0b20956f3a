package waybill.application.service;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Keeps what it is given until the test says to run it. */
final class ManualExecutor implements Executor {
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean stopped;

    @Override
    public void execute(Runnable task) {
        if (stopped) {
            throw new RejectedExecutionException("stopped");
        }
        waiting.add(task);
    }

    int waiting() {
        return waiting.size();
    }

    void runNext() {
        waiting.remove().run();
    }

    void runAll() {
        while (!waiting.isEmpty()) {
            runNext();
        }
    }

    /** Takes nothing more. */
    void stop() {
        stopped = true;
    }
}
