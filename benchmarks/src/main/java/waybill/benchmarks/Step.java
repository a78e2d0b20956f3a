package waybill.benchmarks;

import java.util.Locale;

/** The reports of a message that goes well, in the order in which Plivo sends them. */
enum Step {
    QUEUED(0),
    SENT(1),
    DELIVERED(2);

    private final int place;

    Step(int place) {
        this.place = place;
    }

    /** How many come before it. */
    int place() {
        return place;
    }

    String status() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** This report's place in a set of bits. */
    int bit() {
        return 1 << place;
    }
}
