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

    /** A server that answers nothing at all for so long is given up, however much time there is. */
    private static final Duration SILENCE = Duration.ofSeconds(60);

    /** How late an open loop may be by itself. */
    private static final long NAP_NANOS = 50_000;

    private final int port;
    private final Requests requests;
    private final Pace pace;
    private final long silenceNanos;
    private final Latencies latencies = new Latencies();
    private final List<Wire> wires = new ArrayList<>();
    private long start;
    private long end;
    private long last;
    private int failed;
    private boolean exhausted;

    private LoadGenerator(int port, Requests requests, Pace pace, Duration silence) {
        this.port = port;
        this.requests = requests;
        this.pace = pace;
        this.silenceNanos = silence.toNanos();
    }

    /** Runs until the time is up or nothing is left to send, and every answer is in. */
    static Measured run(int port, int connections, Duration duration, Pace pace, Requests requests) {
        return run(port, connections, duration, pace, requests, SILENCE);
    }

    static Measured run(int port, int connections, Duration duration, Pace pace, Requests requests, Duration silence) {
        try (var selector = Selector.open()) {
            return new LoadGenerator(port, requests, pace, silence).run(selector, connections, duration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Measured run(Selector selector, int connections, Duration duration) throws IOException {
        var threads = ManagementFactory.getThreadMXBean();
        long cpu;
        try {
            for (int number = 0; number < connections; number++) {
                wires.add(new Wire(number, port, selector));
            }
            cpu = threads.getCurrentThreadCpuTime();
            start = System.nanoTime();
            last = start;
            end = start + duration.toNanos();
            loop(selector);
        } finally {
            wires.forEach(Wire::close);
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
        wires.stream().filter(Wire::isWaiting).forEach(this::broken);
        if (pace instanceof Pace.Open open && !exhausted) {
            failed += wires.stream().mapToInt(wire -> unsent(wire, open)).sum();
        }
    }

    /** What was due before the end and was never sent: the connection broke, or the server is too far behind. */
    private int unsent(Wire wire, Pace.Open open) {
        int unsent = 0;
        while (start + open.due(wire.number, wire.sent + unsent) < end) {
            unsent++;
        }
        return unsent;
    }

    private boolean isRunning(long now) {
        return now < end + DRAIN_NANOS
                && now - last < silenceNanos
                && (wires.stream().anyMatch(Wire::isWaiting) || anyIsToBegin(now));
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
        if (requests.answered(wire.request, status)) {
            latencies.add(last - wire.since);
        } else {
            failed++;
        }
        beginIfDue(wire, last);
    }

    private void broken(Wire wire) {
        failed++;
        requests.answered(wire.request, 0);
        wire.close();
    }

    /** When its next request is due: what an open loop intended before the end is sent, however late, while it drains. */
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
