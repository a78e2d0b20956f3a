package waybill.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimelineTest {

    private static final Duration SENT = Duration.ofMillis(200);
    private static final Duration DELIVERED = Duration.ofSeconds(1);

    private final FakeScheduler timers = new FakeScheduler();
    private final ArrayList<String> reported = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({"14155550123, delivered", "15555550050, undelivered"})
    void sent_comes_after_a_fifth_of_a_second_and_what_the_carrier_reports_after_a_second(String to, String end) {
        begin(to);

        assertThat(timers.delays()).containsExactly(SENT, DELIVERED);
        assertThat(reported).containsExactly("queued");
        timers.runNext();
        assertThat(reported).containsExactly("queued", "sent");
        timers.runNext();
        assertThat(reported).containsExactly("queued", "sent", end + ", the last");
    }

    @ParameterizedTest
    @CsvSource({"15555550420, failed", "15555553004, sent"})
    void what_the_carrier_reports_nothing_of_ends_after_a_fifth_of_a_second(String to, String end) {
        begin(to);

        assertThat(timers.delays()).containsExactly(SENT);
        timers.runNext();
        assertThat(reported).containsExactly("queued", end + ", the last");
    }

    private void begin(String to) {
        new Timeline(timers, () -> Messages.ACCEPTED_AT)
                .begin(
                        Messages.to(to),
                        (progress, last) -> reported.add(progress.status() + (last ? ", the last" : "")));
    }
}
