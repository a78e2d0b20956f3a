package waybill.application.service;

import static java.util.Comparator.naturalOrder;
import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import waybill.application.port.out.MessageListing.Answer.Page;
import waybill.application.port.out.MessageListing.Listed;
import waybill.application.port.out.SettlementQueue.Listing;
import waybill.application.port.out.SettlementQueue.Unsettled;
import waybill.domain.DeliveryReport;
import waybill.domain.Matching.Owner;
import waybill.domain.MessageId;
import waybill.domain.ProviderId;
import waybill.domain.Span;

/** The provider's records around some messages, as far as they have been read. Used by one thread. */
final class ListingUnderWay {
    /** By how much clocks may differ, the provider's among them. */
    static final Duration TOLERANCE = Duration.ofMinutes(10);

    /** What takes longer than this to list is not listed at all. */
    static final int MAX_PAGES = 1_000;

    /** How often in a row a page that could not be read is asked for again. */
    static final int MAX_REPEATS = 3;

    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final List<Unsettled> taken;
    private final UnaryOperator<Span> widening;
    private final Map<ProviderId, Listed> records = new LinkedHashMap<>();
    private final List<ProviderId> read = new ArrayList<>();
    private final Set<ProviderId> seen = new HashSet<>();
    private int offset;
    private int pages;
    private int failures;
    private boolean complete;
    private boolean moved;
    private boolean torn;

    /** @param widening from when an attempt may have left to where the provider's record of it may be */
    ListingUnderWay(List<Unsettled> taken, UnaryOperator<Span> widening) {
        this.taken = List.copyOf(taken);
        this.widening = requireNonNull(widening, "widening");
    }

    List<Unsettled> taken() {
        return taken;
    }

    Set<MessageId> ids() {
        return taken.stream().map(Unsettled::id).collect(Collectors.toSet());
    }

    /** By the store's clock: when the messages were taken, right before the first request. */
    Instant begunAt() {
        return taken.getFirst().takenAt();
    }

    Span window() {
        return widening.apply(attempted());
    }

    int offset() {
        return offset;
    }

    /** Each page but the first is asked for from the last record of the one before. */
    void add(Page page) {
        boolean follows = follows(page.ids());
        pages++;
        failures = 0;
        page.records().forEach(record -> records.put(record.report().providerId(), record));
        offset += Math.max(page.size() - 1, 0);
        complete = follows && page.isLast();
        torn = !follows || (!complete && pages == MAX_PAGES);
    }

    /** Takes note that a page could not be read; returns whether it is not to be asked for again. */
    boolean failed() {
        failures++;
        return failures > MAX_REPEATS;
    }

    /**
     * Whether a page repeats what was read in the same order, and then holds nothing but what is new. Records of the same
     * second may change places between two requests: then one comes twice, and another not at all.
     */
    private boolean follows(List<ProviderId> ids) {
        int place = pages == 0 ? 0 : ids.isEmpty() ? -1 : read.lastIndexOf(ids.getFirst());
        if (place < 0) {
            return false;
        }
        moved |= place < read.size() - 1;
        int repeated = Math.min(ids.size(), read.size() - place);
        var fresh = ids.subList(repeated, ids.size());
        boolean inOrder = read.subList(place, place + repeated).equals(ids.subList(0, repeated));
        read.addAll(fresh);
        return inOrder && fresh.stream().filter(seen::add).count() == fresh.size();
    }

    boolean isComplete() {
        return complete;
    }

    /** Whether it cannot be completed. */
    boolean isTorn() {
        return torn;
    }

    /**
     * Whether records came in before those that were read. That is what new ones do, but also one that changed places and
     * was never read: what such a listing holds is there, what it lacks need not be absent.
     */
    boolean hasMoved() {
        return moved;
    }

    /**
     * How long until the same is listed again: the more it cost the later, so that others have their turn, but a gap at
     * least, and while there is time before the first of the messages closes. What is too long to be listed hurries nobody.
     *
     * @param closeAfter how long after its last change of status a message is closed without an end
     * @param now when this listing ended, by the node's clock: as far as the store's differs, half of that is misjudged
     */
    Duration pause(Duration gap, Duration closeAfter, Instant now) {
        var usual = Stream.of(gap.multipliedBy(pages), LONGEST_PAUSE);
        var inTime = pages == MAX_PAGES ? Stream.<Duration>empty() : inTime(gap, closeAfter, now);
        var shortest = Stream.concat(usual, inTime).min(naturalOrder()).orElseThrow();
        return Collections.max(List.of(gap, shortest));
    }

    /**
     * For each message half of what is left until it closes, beside a listing that takes as long as this one did. One that
     * closes within a gap cannot be listed before.
     */
    private Stream<Duration> inTime(Duration gap, Duration closeAfter, Instant now) {
        var took = Duration.between(begunAt(), now);
        return taken.stream()
                .map(unsettled ->
                        Duration.between(now, unsettled.stored().message().closesAt(closeAfter)))
                .filter(left -> left.compareTo(gap) > 0)
                .map(left -> left.minus(took).dividedBy(2));
    }

    boolean holds(Set<ProviderId> ids) {
        return records.keySet().containsAll(ids);
    }

    int size() {
        return records.size();
    }

    Collection<DeliveryReport> reports() {
        return records.values().stream().map(Listed::report).toList();
    }

    Listed record(ProviderId id) {
        return requireNonNull(records.get(id), "a record that was found was listed");
    }

    Owner owner(Unsettled unsettled) {
        var message = unsettled.stored().message();
        return widened(new Owner(message.id(), message.from(), message.to(), unsettled.left()));
    }

    Owner widened(Owner owner) {
        return new Owner(owner.id(), owner.from(), owner.to(), widening.apply(owner.left()));
    }

    /** @param freshest what is younger than this before the listing began need not be in it yet */
    Listing asked(Duration freshest) {
        var recipients = taken.stream()
                .map(unsettled -> unsettled.stored().message().to())
                .collect(Collectors.toSet());
        return new Listing(ids(), recipients, certain(freshest), records.keySet());
    }

    /** Where no clock is so wrong that a record would be outside the window: a little around the attempts. */
    private Span certain(Duration freshest) {
        var margin = TOLERANCE.dividedBy(2);
        var around = attempted().widened(margin, margin);
        var latest = begunAt().minus(freshest);
        return latest.isAfter(around.from()) && latest.isBefore(around.until())
                ? new Span(around.from(), latest)
                : around;
    }

    private Span attempted() {
        return taken.stream().map(Unsettled::left).reduce(Span::and).orElseThrow();
    }
}
