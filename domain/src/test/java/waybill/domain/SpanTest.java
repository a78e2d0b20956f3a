package waybill.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static waybill.domain.Examples.after;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SpanTest {
    private static final Span SPAN = new Span(after(10), after(20));

    @Test
    void both_ends_are_within() {
        assertThat(SPAN.contains(after(10))).isTrue();
        assertThat(SPAN.contains(after(20))).isTrue();
        assertThat(SPAN.contains(after(10).minusNanos(1))).isFalse();
        assertThat(SPAN.contains(after(20).plusNanos(1))).isFalse();
    }

    @Test
    void it_is_widened_at_both_ends() {
        assertThat(SPAN.widened(Duration.ofSeconds(3), Duration.ofSeconds(4))).isEqualTo(new Span(after(7), after(24)));
    }

    @Test
    void two_are_held_by_the_shortest_that_holds_both() {
        assertThat(SPAN.and(new Span(after(30), after(31)))).isEqualTo(new Span(after(10), after(31)));
        assertThat(SPAN.and(new Span(after(1), after(2)))).isEqualTo(new Span(after(1), after(20)));
    }

    @Test
    void it_may_be_a_moment_but_never_ends_before_it_begins() {
        assertThat(new Span(after(1), after(1)).contains(after(1))).isTrue();
        assertThatThrownBy(() -> new Span(after(2), after(1))).isInstanceOf(IllegalArgumentException.class);
    }
}
