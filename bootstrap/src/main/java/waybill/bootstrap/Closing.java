package waybill.bootstrap;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Closes what was opened, the last first, all of it whatever happens on the way. Thread-safe: what is added after that is
 * closed at once, and who adds it is told to give up.
 */
final class Closing implements AutoCloseable {
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private boolean closed;

    <T extends AutoCloseable> T add(T resource) {
        synchronized (opened) {
            if (!closed) {
                opened.push(resource);
                return resource;
            }
        }
        var late = new Closing();
        late.add(resource);
        late.close();
        throw new IllegalStateException("everything is closed already");
    }

    /** One thread at a time, so that the order holds. */
    @Override
    public synchronized void close() {
        RuntimeException first = null;
        for (var next = next(); next.isPresent(); next = next()) {
            try {
                next.get().close();
            } catch (Exception e) {
                if (first == null) {
                    first = new IllegalStateException("could not stop in order", e);
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private Optional<AutoCloseable> next() {
        synchronized (opened) {
            closed = true;
            return Optional.ofNullable(opened.poll());
        }
    }
}
