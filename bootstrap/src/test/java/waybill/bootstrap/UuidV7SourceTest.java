package waybill.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import waybill.domain.MessageId;

class UuidV7SourceTest {
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
    private static final int IDS_A_MILLISECOND = 4096;

    private Instant now = NOON;
    private final UuidV7Source ids = new UuidV7Source(() -> now, RandomGenerator.getDefault());

    @Test
    void an_id_is_of_the_time_at_which_it_is_made() {
        assertThat(ids.nextMessageId().madeAt()).isEqualTo(NOON);
        now = NOON.plusMillis(7);

        assertThat(ids.nextMessageId().madeAt()).isEqualTo(now);
    }

    @Test
    void ids_rise_while_the_clock_stands_still() {
        var made =
                Stream.generate(ids::nextMessageId).limit(2 * IDS_A_MILLISECOND).toList();

        assertThat(made).isSorted().doesNotHaveDuplicates();
        assertThat(made.getLast().madeAt()).isEqualTo(NOON.plusMillis(1));
    }

    @Test
    void ids_rise_while_the_clock_goes_back_a_little() {
        var before = ids.nextMessageId();
        now = NOON.minus(UuidV7Source.MAX_AHEAD);

        assertThat(ids.nextMessageId()).isGreaterThan(before);
    }

    @Test
    void a_clock_that_was_far_ahead_leaves_no_trace() {
        now = NOON.plus(Duration.ofDays(365));
        MessageId wrong = ids.nextMessageId();
        now = NOON;

        var right = ids.nextMessageId();

        assertThat(wrong.madeAt()).isEqualTo(NOON.plus(Duration.ofDays(365)));
        assertThat(right.madeAt()).isEqualTo(NOON);
        assertThat(ids.nextMessageId()).isGreaterThan(right);
    }
}
