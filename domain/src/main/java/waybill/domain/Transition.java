package waybill.domain;

import static java.util.Objects.requireNonNull;

/** What a piece of evidence did to a message. */
public record Transition(Message before, Message after, Verdict verdict) {
    public Transition {
        requireNonNull(before, "before");
        requireNonNull(after, "after");
        requireNonNull(verdict, "verdict");
    }

    /** Whether callers see another status than before: exactly then there is an event. */
    public boolean changesStatus() {
        return before.state().status() != after.state().status();
    }
}
