package waybill.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Sends prepared requests over kept-alive connections, all from the one thread that calls it. */
final class LoadGenerator {
    /** An answer that takes longer than this after the end is a failure. */
    private static final long DRAIN_NANOS = Duration.ofSeconds(10).toNanos();

    /** How late an open loop may be by itself. */
    private static final long NAP_NANOS = 50_000;

    private final int port;
    private final Requests requests;
    private final Pace pace;
    private final Latencies latencies = new Latencies();
    private final List<Wire> wires = new ArrayList<>();
    private long start;
    private long end;
    private long last;
    private int failed;
    private boolean exhausted;

    private LoadGenerator(int port, Requests requests, Pace pace) {
        this.port = port;
        this.requests = requests;
        this.pace = pace;
    }

    /** Runs until the time is up or nothing is left to send, and every answer is in. */
    static Measured run(int port, int connections, Duration duration, Pace pace, Requests requests) {
        try (var selector = Selector.open()) {
            return new LoadGenerator(port, requests, pace).run(selector, connections, duration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Measured run(Selector selector, int connections, Duration duration) throws IOException {
        for (int number = 0; number < connections; number++) {
            wires.add(new Wire(number, port, selector));
        }
        var threads = ManagementFactory.getThreadMXBean();
        long cpu = threads.getCurrentThreadCpuTime();
        start = System.nanoTime();
        last = start;
        end = start + duration.toNanos();
        try {
            loop(selector);
        } finally {
            for (var wire : wires) {
                wire.close();
            }
        }
        return new Measured(latencies.size(), failed, (last - start) / 1e9, latencies, Cpu.NONE)
                .with(Cpu.NONE.withGenerator(threads.getCurrentThreadCpuTime() - cpu));
    }

    private void loop(Selector selector) throws IOException {
        wires.forEach(wire -> beginIfDue(wire, start));
        for (long now = start; isRunning(now); now = System.nanoTime()) {
            switch (pace) {
                case Pace.Closed _ -> selector.select(this::ready, 100);
                case Pace.Open _ -> {
                    if (selector.selectNow(this::ready) == 0) {
                        LockSupport.parkNanos(NAP_NANOS);
                    }
                    long due = System.nanoTime();
                    wires.forEach(wire -> beginIfDue(wire, due));
                }
            }
        }
        for (var wire : wires) {
            if (wire.isWaiting()) {
                broken(wire);
            }
        }
    }

    private boolean isRunning(long now) {
        return now < end + DRAIN_NANOS && (wires.stream().anyMatch(Wire::isWaiting) || anyIsToBegin(now));
    }

    private boolean anyIsToBegin(long now) {
        return !exhausted && wires.stream().anyMatch(wire -> wire.isFree() && due(wire, now) < end);
    }

    private void ready(SelectionKey key) {
        var wire = (Wire) key.attachment();
        try {
            if (key.isWritable()) {
                wire.flush();
            }
            int status = key.isReadable() ? wire.receive() : 0;
            if (status != 0) {
                answered(wire, status);
            }
        } catch (IOException _) {
            broken(wire);
        }
    }

    private void answered(Wire wire, int status) {
        last = System.nanoTime();
        if (status / 100 == 2) {
            latencies.add(last - wire.since);
        } else {
            failed++;
        }
        requests.answered(wire.request, status);
        beginIfDue(wire, last);
    }

    private void broken(Wire wire) {
        failed++;
        requests.answered(wire.request, 0);
        wire.close();
    }

    /** When its next request is due: what an open loop intended before the end is sent, however late. */
    private long due(Wire wire, long now) {
        return switch (pace) {
            case Pace.Closed _ -> now;
            case Pace.Open open -> start + open.due(wire.number, wire.sent);
        };
    }

    private void beginIfDue(Wire wire, long now) {
        long due = due(wire, now);
        if (!wire.isFree() || due > now || due >= end) {
            return;
        }
        int request = requests.next(wire.number);
        if (request == Requests.NONE) {
            exhausted = true;
            return;
        }
        wire.request = request;
        wire.since = due;
        try {
            wire.send(requests.bytes(request));
        } catch (IOException _) {
            broken(wire);
        }
    }
}
