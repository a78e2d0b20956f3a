package waybill.application.service;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import waybill.application.port.in.ReadTimeline;
import waybill.application.port.out.MessageStore;
import waybill.application.port.out.Timeline;
import waybill.application.port.out.Timeline.Entry;
import waybill.application.port.out.Timeline.EventEntry;
import waybill.application.port.out.Timeline.ReportEntry;
import waybill.domain.MessageId;
import waybill.domain.ProviderId;

/**
 * Puts a timeline in order: by our clocks, but the events in their own order, since the clocks of nodes and store differ,
 * and the reports of one provider id in the order in which the provider made them, as far as it says so; and marks where
 * reports are missing.
 */
public final class ReadTimelineService implements ReadTimeline {
    private static final int FIRST_SEQUENCE = 1;

    private final MessageStore messages;

    public ReadTimelineService(MessageStore messages) {
        this.messages = requireNonNull(messages, "messages");
    }

    @Override
    public Optional<Timeline> read(MessageId id) {
        return messages.timeline(id).map(timeline -> new Timeline(timeline.message(), ordered(timeline.entries())));
    }

    private static List<Entry> ordered(List<Entry> entries) {
        var ordered = new ArrayList<>(entries);
        ordered.sort(Comparator.comparing(Entry::at));
        orderEvents(ordered);
        numberedIds(ordered).forEach(id -> orderReportsOf(id, ordered));
        return Collections.unmodifiableList(ordered);
    }

    private static void orderEvents(List<Entry> entries) {
        var places = places(entries, EventEntry.class::isInstance);
        var events = places.stream()
                .map(i -> (EventEntry) entries.get(i))
                .sorted(Comparator.comparingLong(EventEntry::version))
                .toList();
        for (int i = 0; i < events.size(); i++) {
            entries.set(places.get(i), events.get(i));
        }
    }

    private static List<Integer> places(List<Entry> entries, Predicate<Entry> which) {
        return IntStream.range(0, entries.size())
                .filter(i -> which.test(entries.get(i)))
                .boxed()
                .toList();
    }

    private static List<ProviderId> numberedIds(List<Entry> entries) {
        return entries.stream()
                .filter(ReadTimelineService::isNumbered)
                .map(entry -> ((ReportEntry) entry).report().providerId())
                .distinct()
                .toList();
    }

    /** The reports keep their places among the other entries; between themselves they change them. */
    private static void orderReportsOf(ProviderId id, List<Entry> entries) {
        var places = places(
                entries,
                entry -> isNumbered(entry)
                        && ((ReportEntry) entry).report().providerId().equals(id));
        var reports = places.stream()
                .map(i -> (ReportEntry) entries.get(i))
                .sorted(Comparator.comparingInt(ReadTimelineService::sequence))
                .toList();
        int expected = FIRST_SEQUENCE;
        for (int i = 0; i < reports.size(); i++) {
            var report = reports.get(i);
            entries.set(places.get(i), withGap(report, Math.max(0, sequence(report) - expected)));
            expected = sequence(report) + 1;
        }
    }

    private static boolean isNumbered(Entry entry) {
        return entry instanceof ReportEntry report && report.report().sequence().isPresent();
    }

    private static int sequence(ReportEntry entry) {
        return entry.report().sequence().orElseThrow();
    }

    private static ReportEntry withGap(ReportEntry entry, int missingBefore) {
        return new ReportEntry(
                entry.report(),
                entry.verdict(),
                entry.receipts(),
                entry.lastReceivedAt(),
                entry.authenticatedBy(),
                entry.raw(),
                missingBefore);
    }
}
