package waybill.application.service;

import static java.util.Objects.requireNonNull;

import java.lang.System.Logger.Level;
import java.util.Optional;
import waybill.application.port.out.ReadinessCheck;

/**
 * Notices that callbacks keep coming although they were acknowledged, as they do when the provider wants another 2xx than
 * it gets. A repeat now and then is nothing: a share that only repeats of everything can make is. Thread-safe.
 */
public final class AcknowledgementWatch {
    private static final System.Logger LOG = System.getLogger(AcknowledgementWatch.class.getName());

    /** Each of the provider's four tries of three callbacks is nine repeats: half of that is no accident. */
    static final int FEWEST_REPEATS = 5;

    /** So that what was so last week does not weigh: beyond this, what was counted counts half. */
    static final int SAMPLE = 200;

    private final String advice;
    private int first;
    private int repeated;
    private boolean told;

    /** @param advice what is wrong then, and what to do, in one sentence */
    public AcknowledgementWatch(String advice) {
        this.advice = requireNonNull(advice, "advice");
    }

    /** Tells the advice for as long as most callbacks are repeats. Callbacks are taken in all the same. */
    public ReadinessCheck readiness() {
        return new ReadinessCheck() {
            @Override
            public String name() {
                return "acknowledgements";
            }

            @Override
            public boolean isEssential() {
                return false;
            }

            @Override
            public Optional<String> problem() {
                return mostAreRepeats() ? Optional.of(advice) : Optional.empty();
            }
        };
    }

    /** @param isRepeat whether the very same callback was stored before */
    void taken(boolean isRepeat) {
        if (count(isRepeat)) {
            LOG.log(Level.WARNING, "most callbacks are exact repeats of stored ones: {0}", advice);
        }
    }

    /** Whether it is time to tell. */
    private synchronized boolean count(boolean isRepeat) {
        if (isRepeat) {
            repeated++;
        } else {
            first++;
        }
        if (first + repeated > SAMPLE) {
            first /= 2;
            repeated /= 2;
        }
        if (told || !mostAreRepeats()) {
            return false;
        }
        told = true;
        return true;
    }

    private synchronized boolean mostAreRepeats() {
        return repeated >= FEWEST_REPEATS && repeated > first;
    }
}
