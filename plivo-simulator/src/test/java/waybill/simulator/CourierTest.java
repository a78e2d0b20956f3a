package waybill.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CourierTest {

    private final FakeScheduler timers = new FakeScheduler();
    private final SimulatedMessage message = Messages.to("14155550123");

    @Test
    void what_is_not_acknowledged_is_tried_again_after_one_two_and_four_minutes_and_then_lost() {
        var delays = new ArrayList<Duration>();

        new Courier(_ -> false, timers).deliver(callback());
        for (int tries = 2; tries <= 4; tries++) {
            int expected = tries;
            delays.addAll(timers.delays());
            timers.runNext();
            await().until(() -> message.tally().counts().tried() == expected
                    && timers.delays().size() == (expected < 4 ? 1 : 0));
        }

        await().until(() -> message.tally().counts().givenUp() == 1);
        assertThat(delays).containsExactly(Duration.ofSeconds(60), Duration.ofSeconds(120), Duration.ofSeconds(240));
        assertThat(timers.delays()).isEmpty();
    }

    @Test
    void what_fails_in_an_unforeseen_way_is_tried_again_as_well() {
        var courier = new Courier(
                _ -> {
                    throw new IllegalStateException("on purpose");
                },
                timers);

        assertThatThrownBy(() -> courier.deliver(callback())).hasMessage("on purpose");

        assertThat(timers.delays()).isEqualTo(List.of(Duration.ofSeconds(60)));
    }

    private Callback callback() {
        message.tally().generatedOne(1, "queued");
        return Callback.of(Messages.ADDRESS, message, message.progress(), 1);
    }
}
