package waybill.domain;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/** A stretch of time, both ends included. */
public record Span(Instant from, Instant until) {
    public Span {
        requireNonNull(from, "from");
        requireNonNull(until, "until");
        if (until.isBefore(from)) {
            throw new IllegalArgumentException("a span ends no sooner than it begins");
        }
    }

    public boolean contains(Instant time) {
        return !time.isBefore(from) && !time.isAfter(until);
    }

    public Span widened(Duration before, Duration after) {
        return new Span(from.minus(before), until.plus(after));
    }

    /** The shortest span that holds both. */
    public Span and(Span other) {
        return new Span(
                from.isBefore(other.from) ? from : other.from, until.isAfter(other.until) ? until : other.until);
    }
}
