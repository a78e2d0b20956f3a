package waybill.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the database holds of one message.
 *
 * @param reports the statuses in its ledger, in the order of the ledger, joined by commas
 * @param receipts how often they came, all together
 * @param events the statuses in its event log, in the order of their versions, joined by commas
 */
record Kept(String status, long version, String reports, long receipts, String events) {
    private static final List<String> BEFORE = List.of("accepted", "submitting", "submitted");

    /** What is wrong with it after these reports were acknowledged, in the bits of their {@link Step}s. */
    Optional<String> fault(int acknowledged) {
        var ledger = reports.isEmpty() ? List.<String>of() : Arrays.asList(reports.split(",", -1));
        for (var step : Step.values()) {
            if ((acknowledged & step.bit()) != 0 && !ledger.contains(step.status())) {
                return Optional.of("acknowledged and lost: " + step.status());
            }
        }
        if (receipts < Integer.bitCount(acknowledged)) {
            return Optional.of("%d receipts for %d acknowledged".formatted(receipts, Integer.bitCount(acknowledged)));
        }
        var expected = expectedEvents(ledger);
        if (!status.equals(expected.getLast())) {
            return Optional.of("folded to %s instead of %s".formatted(status, expected.getLast()));
        }
        if (!events.equals(String.join(",", expected)) || version != expected.size()) {
            return Optional.of("events %s, version %d for %s".formatted(events, version, reports));
        }
        return Optional.empty();
    }

    /** Each report that goes beyond all before it is an event. */
    private static List<String> expectedEvents(List<String> ledger) {
        var events = new ArrayList<>(BEFORE);
        int highest = -1;
        for (var status : ledger) {
            int rank = Step.valueOf(status.toUpperCase(Locale.ROOT)).place();
            if (rank > highest) {
                highest = rank;
                events.add(status);
            }
        }
        return events;
    }
}
