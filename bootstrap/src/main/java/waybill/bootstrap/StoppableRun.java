package waybill.bootstrap;

import java.util.concurrent.CountDownLatch;

/** Work of one thread that ends in order when the process is told to stop: what it started must not outlive it. */
final class StoppableRun implements AutoCloseable {
    private final Thread worker = Thread.currentThread();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = Thread.ofPlatform().name("stop").unstarted(this::stop);

    private StoppableRun() {}

    /** From here on a stop interrupts this thread, and waits until it has closed what is returned. */
    static StoppableRun begin() {
        var run = new StoppableRun();
        Runtime.getRuntime().addShutdownHook(run.hook);
        return run;
    }

    private void stop() {
        worker.interrupt();
        try {
            // Not for the thread to end: it may be about to exit, which waits for this hook.
            ended.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The process is stopping, and the hook goes on by itself now.
        }
    }
}
