package waybill.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import waybill.application.port.in.ForgetPast.Forgotten;
import waybill.application.port.out.Examples;
import waybill.application.port.out.PastMessages;
import waybill.domain.MessageId;

/** Redacting and forgetting, step by step. */
class PastServicesTest {
    private static final Duration AGE = Duration.ofDays(30);

    private final ManualTime time = new ManualTime();
    private final RecordingPause pause = new RecordingPause();
    private final RecordingTelemetry telemetry = new RecordingTelemetry();
    private final ScriptedPast past = new ScriptedPast();

    @Test
    void it_goes_on_where_the_last_step_ended_until_nothing_is_left() throws InterruptedException {
        var reached = Optional.of(Examples.nextId(time.instant()));
        past.steps.add(new PastMessages.Step(3, reached));
        past.steps.add(new PastMessages.Step(1, Optional.empty()));
        past.orphans.addAll(List.of(RedactPastService.WINDOW, 2));

        int redacted = redact().redact();

        assertThat(redacted).isEqualTo(4 + RedactPastService.WINDOW + 2);
        assertThat(past.after).containsExactly(Optional.empty(), reached);
        assertThat(past.before).containsOnly(time.instant().minus(AGE));
        assertThat(pause.pauses()).hasSize(4).containsOnly(RedactPastService.BREATH);
        assertThat(telemetry.counted()).contains("redacted 3", "redacted 1", "redacted 2");
    }

    @Test
    void rows_go_before_months_and_all_of_them() throws InterruptedException {
        past.rows.addAll(List.of(ForgetPastService.BATCH, 7));
        past.months = 2;

        var forgotten = forget().forget();

        assertThat(forgotten).isEqualTo(new Forgotten(2, ForgetPastService.BATCH + 7));
        assertThat(past.done).containsExactly("rows", "rows", "months");
        assertThat(past.before).containsOnly(time.instant().minus(AGE));
    }

    @Test
    void the_clock_that_is_behind_says_how_old_something_is() throws InterruptedException {
        past.rows.addAll(List.of(0, 0));

        past.ahead = Duration.ofMinutes(-1);
        forget().forget();
        past.ahead = Duration.ofDays(100);
        forget().forget();

        var here = time.instant().minus(AGE);
        assertThat(past.before).containsExactly(here.minusSeconds(60), here.minusSeconds(60), here, here);
    }

    @Test
    void whoever_shall_stop_stops_between_two_steps() {
        past.steps.add(new PastMessages.Step(0, Optional.of(Examples.nextId(time.instant()))));
        past.rows.add(ForgetPastService.BATCH);
        pause.interrupt();

        assertThatThrownBy(() -> redact().redact()).isInstanceOf(InterruptedException.class);
        assertThatThrownBy(() -> forget().forget()).isInstanceOf(InterruptedException.class);

        assertThat(past.after).hasSize(1);
        assertThat(past.done).containsExactly("rows");
    }

    private RedactPastService redact() {
        return new RedactPastService(past, AGE, time, pause, telemetry);
    }

    private ForgetPastService forget() {
        return new ForgetPastService(past, AGE, time, pause, telemetry);
    }

    /** Answers as told, and remembers what it was asked. */
    private final class ScriptedPast implements PastMessages {
        private final Deque<Step> steps = new ArrayDeque<>();
        private final Deque<Integer> orphans = new ArrayDeque<>();
        private final Deque<Integer> rows = new ArrayDeque<>();
        private int months;
        private Duration ahead = Duration.ZERO;
        private final List<Optional<MessageId>> after = new ArrayList<>();
        private final List<Instant> before = new ArrayList<>();
        private final List<String> done = new ArrayList<>();

        @Override
        public Instant now() {
            return time.instant().plus(ahead);
        }

        @Override
        public Step redact(Optional<MessageId> from, Instant bound, int window) {
            after.add(from);
            before.add(bound);
            return steps.remove();
        }

        @Override
        public int redactOrphans(Instant bound, int limit) {
            before.add(bound);
            return orphans.remove();
        }

        @Override
        public int dropMonths(Instant bound) {
            before.add(bound);
            done.add("months");
            return months;
        }

        @Override
        public int removeRows(Instant bound, int limit) {
            before.add(bound);
            done.add("rows");
            return rows.remove();
        }
    }
}
