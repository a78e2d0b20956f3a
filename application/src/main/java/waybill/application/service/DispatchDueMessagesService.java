package waybill.application.service;

import static java.util.Objects.requireNonNull;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import waybill.application.port.in.DispatchDueMessages;
import waybill.application.port.out.DispatchBell;
import waybill.application.port.out.GatewayProbe;
import waybill.application.port.out.Pause;
import waybill.application.port.out.ReadinessCheck;
import waybill.application.port.out.SmsGateway;
import waybill.application.port.out.SmsGateway.Submission;
import waybill.application.port.out.StoreUnavailable;
import waybill.application.port.out.Stored;
import waybill.application.port.out.SubmissionQueue;
import waybill.application.port.out.SubmissionQueue.SendingLimits;
import waybill.domain.Evidence.SubmissionEnded;
import waybill.domain.Message;
import waybill.domain.MessageId;
import waybill.domain.SubmissionOutcome;

/**
 * Leases what is due and submits it, one request each. The lease is committed before a request leaves, and no more is
 * leased than can be sent at once, so that a crash never leads to a silent second send.
 */
public final class DispatchDueMessagesService implements DispatchDueMessages {
    private static final System.Logger LOG = System.getLogger(DispatchDueMessagesService.class.getName());
    static final int MAX_STORE_ATTEMPTS = 10;
    private static final Duration FIRST_STORE_RETRY = Duration.ofMillis(100);

    private final SubmissionQueue queue;
    private final RecordSubmission outcomes;
    private final SmsGateway gateway;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final Pause pause;
    private final Executor executor;
    private final DispatchBell bell;
    private final Settings settings;
    private final Semaphore room;
    private final SendingBrake brake;

    /**
     * @param outcomes where the outcomes of requests go, many at a time
     * @param nanoTime a monotonic clock in nanoseconds, such as {@link System#nanoTime}
     */
    public DispatchDueMessagesService(
            SubmissionQueue queue,
            RecordSubmission outcomes,
            SmsGateway gateway,
            GatewayProbe probe,
            InstantSource clock,
            LongSupplier nanoTime,
            Pause pause,
            Executor executor,
            DispatchBell bell,
            Settings settings) {
        this.queue = requireNonNull(queue, "queue");
        this.outcomes = requireNonNull(outcomes, "outcomes");
        this.gateway = requireNonNull(gateway, "gateway");
        this.clock = requireNonNull(clock, "clock");
        this.nanoTime = requireNonNull(nanoTime, "nanoTime");
        this.pause = requireNonNull(pause, "pause");
        this.executor = requireNonNull(executor, "executor");
        this.bell = requireNonNull(bell, "bell");
        this.settings = requireNonNull(settings, "settings");
        this.room = new Semaphore(settings.maxUnderWay());
        this.brake = new SendingBrake(probe, nanoTime, settings.pauseWhenUnauthorized());
    }

    /**
     * How to dispatch.
     *
     * @param lease how long a message belongs to the node that took it
     * @param apiTimeout how long one request may take in all; at most half of {@code lease}
     * @param maxUnderWay how many requests this node has under way at once
     * @param pauseWhenUnauthorized how long to wait once the provider refused our credentials
     */
    public record Settings(
            Duration lease,
            Duration apiTimeout,
            int maxUnderWay,
            Duration pauseWhenUnauthorized,
            SendingLimits limits) {
        public Settings {
            requireNonNull(pauseWhenUnauthorized, "pauseWhenUnauthorized");
            requireNonNull(limits, "limits");
            if (apiTimeout.multipliedBy(2).compareTo(lease) > 0) {
                throw new IllegalArgumentException("a request may take at most half of a lease");
            }
        }
    }

    @Override
    public int dispatch() {
        int free = room.availablePermits();
        int begin = brake.room(free, settings.maxUnderWay() - free);
        if (begin == 0) {
            return 0;
        }
        // Read before the lease is taken, so that our idea of its end is never later than the database's.
        var leasedAt = new LeasedAt(nanoTime.getAsLong(), clock.instant());
        var leased = queue.lease(begin, settings.lease(), settings.limits());
        leased.forEach(stored -> start(stored, leasedAt));
        return leased.size();
    }

    /** Whether Plivo answers and takes our credentials. Callbacks are taken in and messages accepted all the same. */
    public ReadinessCheck readiness() {
        return new ReadinessCheck() {
            @Override
            public String name() {
                return "plivo";
            }

            @Override
            public boolean isEssential() {
                return false;
            }

            @Override
            public Optional<String> problem() {
                return brake.problem();
            }
        };
    }

    /** By both clocks: one stands still while the machine is suspended, the other may be set. */
    private record LeasedAt(long nanoTime, Instant wallTime) {}

    private void start(Stored stored, LeasedAt leasedAt) {
        room.acquireUninterruptibly();
        try {
            executor.execute(() -> {
                try {
                    submit(stored, leasedAt);
                } finally {
                    room.release();
                    bell.ring();
                }
            });
        } catch (RejectedExecutionException _) {
            room.release();
            store(stored, new SubmissionOutcome.NotAccepted("this node is stopping", Optional.empty()));
        }
    }

    private void submit(Stored stored, LeasedAt leasedAt) {
        var message = stored.message();
        var outcome = leaseLeft(leasedAt).compareTo(settings.apiTimeout()) < 0
                ? new SubmissionOutcome.NotAccepted("the lease had nearly run out", Optional.empty())
                : outcomeOf(message);
        brake.ended(outcome);
        store(stored, outcome);
    }

    /** The request has left: its outcome is tried to be stored for as long as that may help. Never throws. */
    private void store(Stored stored, SubmissionOutcome outcome) {
        var id = stored.message().id();
        var ended = new SubmissionEnded(stored.attempts(), outcome, clock.instant());
        var wait = FIRST_STORE_RETRY;
        try {
            for (int attempt = 1; !tryToStore(id, ended); attempt++) {
                if (attempt == MAX_STORE_ATTEMPTS) {
                    LOG.log(Level.ERROR, "the outcome of message {0} was not stored: {1}", id, outcome);
                    return;
                }
                pause.pause(wait);
                wait = wait.multipliedBy(2);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            LOG.log(Level.ERROR, "the outcome of message {0} was not stored in time: {1}", id, outcome);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "the outcome of message %s cannot be stored: %s".formatted(id, outcome), e);
        }
    }

    private boolean tryToStore(MessageId id, SubmissionEnded ended) {
        try {
            outcomes.record(id, ended);
            return true;
        } catch (StoreUnavailable e) {
            LOG.log(Level.WARNING, "the outcome of message {0} could not be stored yet: {1}", id, e.getMessage());
            return false;
        }
    }

    private SubmissionOutcome outcomeOf(Message message) {
        var timeLeft = Duration.between(clock.instant(), message.expiresAt());
        if (!timeLeft.isPositive()) {
            return new SubmissionOutcome.NotAccepted("its deadline passed before its turn came", Optional.empty());
        }
        try {
            return gateway.submit(new Submission(message.id(), message.from(), message.to(), message.text(), timeLeft));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "submission failed in an unforeseen way: message=" + message.id(), e);
            return new SubmissionOutcome.Unknown("an unforeseen failure of our own");
        }
    }

    private Duration leaseLeft(LeasedAt leasedAt) {
        var monotonic = Duration.ofNanos(nanoTime.getAsLong() - leasedAt.nanoTime());
        var wall = Duration.between(leasedAt.wallTime(), clock.instant());
        return settings.lease().minus(monotonic.compareTo(wall) > 0 ? monotonic : wall);
    }
}
