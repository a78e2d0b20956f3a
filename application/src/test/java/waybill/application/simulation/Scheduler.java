package waybill.application.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Lets one activity run at a time. Each has a thread of its own and hands the baton on at every step; chance decides who
 * takes it, and time passes only here. So one seed is one history.
 */
final class Scheduler {
    private static final int LONGEST_STEP_NANOS = 2_000_000;
    private static final long PATIENCE_SECONDS = 60;

    private final Fates fates;
    private final SimulatedTime time;
    private final Trace trace = new Trace();
    private final List<Activity> activities = new ArrayList<>();
    private final List<Activity> ready = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Activity running;

    Scheduler(Fates fates, SimulatedTime time) {
        this.fates = fates;
        this.time = time;
    }

    private final class Activity {
        private final Party party;
        private final String name;
        private final Thread thread;
        private int waits;

        Activity(Party party, String name, Runnable body) {
            this.party = party;
            this.name = party.name() + " " + name;
            this.thread = Thread.ofVirtual().unstarted(() -> live(this, body));
        }
    }

    /** What one activity waits for and another brings. */
    final class Reply<T> {
        private Optional<T> value = Optional.empty();
        private @Nullable Activity waiting;

        void complete(T brought) {
            value = Optional.of(brought);
            var whoWaits = waiting;
            if (whoWaits != null) {
                wake(whoWaits, whoWaits.waits);
            }
        }

        /** Empty when it was not brought in time. */
        Optional<T> await(Duration patience) {
            if (value.isEmpty()) {
                waiting = current();
                sleep(patience);
                waiting = null;
            }
            return value;
        }
    }

    <T> Reply<T> reply() {
        return new Reply<>();
    }

    /** Runs until no activity is left. */
    void run() {
        Thread.startVirtualThread(this::handOn);
        try {
            if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the simulation stands still; the last of\n" + trace);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Begins an activity; it goes on when chance wills. For a dead party nothing begins. */
    void spawn(Party party, String name, Runnable body) {
        if (!party.isDead()) {
            var activity = new Activity(party, name, body);
            activities.add(activity);
            ready.add(activity);
        }
    }

    /** Between two steps anything may happen: others go on, the party freezes or dies. */
    void step(String what) {
        var me = current();
        note(what);
        time.pass(fates.below(LONGEST_STEP_NANOS));
        if (me.party.isFrozen() || fates.heads()) {
            handOn();
            awaitBaton(me);
        }
        dieIfDead(me);
    }

    void sleep(Duration duration) {
        var me = current();
        dieIfDead(me);
        ready.remove(me);
        int wait = ++me.waits;
        after(duration, () -> wake(me, wait));
        handOn();
        awaitBaton(me);
        dieIfDead(me);
    }

    /** Has something done later, outside of any activity; it must not wait. */
    void after(Duration delay, Runnable action) {
        time.after(delay, action);
    }

    /** Nothing of it takes effect after its next step, and it has none after this. */
    void kill(Party party) {
        party.die();
        activities.stream()
                .filter(activity -> activity.party == party)
                .forEach(activity -> wake(activity, activity.waits));
    }

    void freeze(Party party, Duration duration) {
        party.freeze();
        after(duration, party::thaw);
    }

    /** Ends all activities, whoever they belong to, and lets no timer go off. */
    void stop() {
        time.forgetWhatIsAhead();
        activities.stream().map(activity -> activity.party).distinct().toList().forEach(this::kill);
    }

    /** Whether nothing of it goes on or waits. */
    boolean isIdle(Party party) {
        return activities.stream().noneMatch(activity -> activity.party == party);
    }

    void note(String what) {
        var me = running;
        if (me == null || !me.party.isDead()) {
            trace.add(time.nanoTime(), me == null ? "-" : me.name, what);
        }
    }

    void fail(String what) {
        note(what);
        failures.add(what);
    }

    List<String> failures() {
        return failures;
    }

    Trace trace() {
        return trace;
    }

    private void wake(Activity activity, int wait) {
        if (activity.waits == wait && !ready.contains(activity) && activities.contains(activity)) {
            activity.waits++;
            ready.add(activity);
        }
    }

    private void live(Activity me, Runnable body) {
        awaitBaton(me);
        try {
            dieIfDead(me);
            body.run();
        } catch (Crashed _) {
            // As a killed process: without a word.
        } catch (RuntimeException | Error e) {
            fail("%s failed: %s at %s".formatted(me.name, e, List.of(e.getStackTrace())));
        }
        activities.remove(me);
        ready.remove(me);
        handOn();
    }

    private Activity current() {
        var me = running;
        if (me == null || me.thread != Thread.currentThread()) {
            throw new IllegalStateException("only an activity that has the baton goes on");
        }
        return me;
    }

    private void handOn() {
        var next = next();
        running = next;
        if (next == null) {
            ended.countDown();
        } else if (next.thread.getState() == Thread.State.NEW) {
            next.thread.start();
        } else {
            LockSupport.unpark(next.thread);
        }
    }

    private @Nullable Activity next() {
        while (true) {
            var able = able();
            if (able != null && (!time.isAnythingAhead() || !fates.strikes(Mishap.TIME_LEAPS))) {
                return able;
            }
            if (!time.isAnythingAhead()) {
                return null;
            }
            time.leap();
        }
    }

    /** One that is ready and does not stand still, if there is any. */
    private @Nullable Activity able() {
        int size = ready.size();
        int first = size == 0 ? 0 : fates.below(size);
        for (int i = 0; i < size; i++) {
            var activity = ready.get((first + i) % size);
            if (!activity.party.isFrozen()) {
                return activity;
            }
        }
        return null;
    }

    private void awaitBaton(Activity me) {
        while (running != me) {
            LockSupport.park(this);
        }
    }

    private static void dieIfDead(Activity me) {
        if (me.party.isDead()) {
            throw new Crashed();
        }
    }
}
