package waybill.simulator;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The callbacks of one message: none overtakes another unless its script or a fault says so. The copies of one go at the
 * same time, each over a connection of its own.
 */
final class Outbox {

    private final SimulatedMessage message;
    private final CallbackAddress.At address;
    private final CallbackFaults faults;
    private final Courier courier;
    private final CountDownLatch firstTry = new CountDownLatch(1);

    /** Of each its copies. */
    private final Deque<List<Callback>> waiting = new ArrayDeque<>();

    private final List<Callback> heldBack = new ArrayList<>();
    private int sequence;
    private boolean draining;

    Outbox(SimulatedMessage message, CallbackAddress.At address, CallbackFaults faults, Courier courier) {
        this.message = message;
        this.address = address;
        this.faults = faults;
        this.courier = courier;
    }

    /** Generates the callback for where the message is now. */
    synchronized void report(Progress progress, boolean last) {
        sequence++;
        switch (message.script().callbacks()) {
            case IN_ORDER -> inOrder(progress, last);
            case REVERSED -> {
                heldBack.addFirst(generated(progress));
                if (last) {
                    releaseHeldBack();
                }
            }
            case TRIPLED -> waiting.add(List.of(generated(progress), generated(progress), generated(progress)));
            case NONE -> message.tally().withheldOne(sequence, progress.status());
        }
        startDraining();
    }

    /** Waits until the first callback and its copies were answered, or could not be. */
    void awaitFirstTry(Duration atMost) throws InterruptedException {
        var _ = firstTry.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void inOrder(Progress progress, boolean last) {
        switch (faults.fate(message.ordinal(), sequence)) {
            case LOST -> message.tally().withheldOne(sequence, progress.status());
            case DUPLICATED -> waiting.add(List.of(generated(progress), generated(progress)));
            case HELD_BACK -> {
                if (!last) {
                    heldBack.add(generated(progress));
                    return;
                }
                waiting.add(List.of(generated(progress)));
            }
            case DELIVERED -> waiting.add(List.of(generated(progress)));
        }
        releaseHeldBack();
    }

    private Callback generated(Progress progress) {
        message.tally().generatedOne(sequence, progress.status());
        return Callback.of(address, message, progress, sequence);
    }

    private void releaseHeldBack() {
        heldBack.forEach(callback -> waiting.add(List.of(callback)));
        heldBack.clear();
    }

    private void startDraining() {
        if (!draining && !waiting.isEmpty()) {
            Thread.startVirtualThread(this::drain);
            // Only now: what did not begin cannot end.
            draining = true;
        }
    }

    private void drain() {
        for (var next = next(); next.isPresent(); next = next()) {
            deliverAtOnce(next.get());
            firstTry.countDown();
        }
    }

    /** Returns when each copy was answered, or could not be. */
    private void deliverAtOnce(List<Callback> copies) {
        if (copies.size() == 1) {
            deliver(copies.getFirst());
            return;
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            copies.forEach(copy -> threads.execute(() -> deliver(copy)));
        }
    }

    private void deliver(Callback callback) {
        try {
            courier.deliver(callback);
        } catch (RuntimeException | Error e) {
            // The others go all the same.
            var thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
    }

    private synchronized Optional<List<Callback>> next() {
        var next = Optional.ofNullable(waiting.poll());
        draining = next.isPresent();
        return next;
    }
}
