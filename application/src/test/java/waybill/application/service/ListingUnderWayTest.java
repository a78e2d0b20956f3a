package waybill.application.service;

import static java.time.temporal.ChronoUnit.MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import waybill.application.port.out.Examples;
import waybill.application.port.out.MessageListing.Answer.Page;
import waybill.application.port.out.SettlementQueue.Unsettled;
import waybill.application.port.out.Stored;
import waybill.domain.ProviderId;
import waybill.domain.Span;

class ListingUnderWayTest {
    private static final Duration GAP = Duration.ofMinutes(1);
    private static final Duration TOOK = Duration.ofMinutes(4);
    private static final Duration CLOSE_AFTER = Duration.ofDays(3);
    private static final Duration FAR = Duration.ofDays(2);
    private static final Instant NOW = Examples.NOW.truncatedTo(MILLIS);

    @Test
    void the_more_pages_the_longer_the_pause() {
        assertThat(pause(1, FAR)).isEqualTo(GAP);
        assertThat(pause(20, FAR)).isEqualTo(Duration.ofMinutes(20));
    }

    @Test
    void no_pause_is_longer_than_an_hour_unless_the_gap_is() {
        var day = Duration.ofDays(1);

        assertThat(pause(400, FAR)).isEqualTo(Duration.ofHours(1));
        assertThat(listing(2, Stream.of(FAR)).pause(day, CLOSE_AFTER, NOW)).isEqualTo(day);
    }

    @Test
    void half_of_what_the_first_to_close_has_left_beside_a_listing_may_pass() {
        assertThat(pause(50, Duration.ofMinutes(24))).isEqualTo(Duration.ofMinutes(10));
        assertThat(pause(50, FAR, Duration.ofMinutes(24), Duration.ofMinutes(34)))
                .isEqualTo(Duration.ofMinutes(10));
        assertThat(pause(5, Duration.ofMinutes(24))).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void a_gap_passes_however_soon_they_close() {
        assertThat(pause(50, TOOK.plus(GAP))).isEqualTo(GAP);
        assertThat(pause(50, GAP.plusMillis(1))).isEqualTo(GAP);
    }

    @Test
    void what_closes_before_a_listing_can_begin_hurries_nobody() {
        assertThat(pause(50, GAP)).isEqualTo(Duration.ofMinutes(50));
        assertThat(pause(50, GAP, Duration.ofMinutes(24), GAP.negated())).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void what_is_too_long_to_be_listed_hurries_nobody() {
        assertThat(pause(ListingUnderWay.MAX_PAGES - 1, Duration.ofMinutes(24))).isEqualTo(Duration.ofMinutes(10));
        assertThat(pause(ListingUnderWay.MAX_PAGES, Duration.ofMinutes(24))).isEqualTo(Duration.ofHours(1));
    }

    /** A listing makes way again and again, but halves what is left each time: it is not asked for without end. */
    @Test
    void until_they_close_few_listings_are_made() {
        var left = Duration.ofHours(3);
        int listings = 0;
        while (left.isPositive()) {
            left = left.minus(pause(400, left)).minus(TOOK);
            listings++;
        }

        assertThat(listings).isBetween(5, 8);
    }

    private static Duration pause(int pages, Duration... left) {
        return listing(pages, Stream.of(left)).pause(GAP, CLOSE_AFTER, NOW);
    }

    private static ListingUnderWay listing(int pages, Stream<Duration> left) {
        var listing =
                new ListingUnderWay(left.map(ListingUnderWayTest::unsettled).toList(), UnaryOperator.identity());
        var ids = List.of(new ProviderId("a"), new ProviderId("b"));
        IntStream.range(0, pages).forEach(_ -> listing.add(new Page(List.of(), ids, false)));
        return listing;
    }

    /** @param left until it closes */
    private static Unsettled unsettled(Duration left) {
        var since = NOW.plus(left).minus(CLOSE_AFTER);
        var stored = new Stored(Examples.message(since, 3600), 1, 1, 1, false, false);
        return new Unsettled(stored, 1, new Span(since, since), NOW.minus(TOOK), true);
    }
}
