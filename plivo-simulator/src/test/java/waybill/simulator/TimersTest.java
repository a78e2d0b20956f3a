package waybill.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TimersTest {

    private static final int TASKS = 200;

    @Test
    void of_tasks_with_the_same_delay_none_overtakes_another_and_none_is_early() throws InterruptedException {
        var delay = Duration.ofMillis(20);
        var scheduled = new long[TASKS];
        var ran = new ArrayList<Integer>();
        var waited = new ArrayList<Duration>();
        var all = new CountDownLatch(TASKS);

        try (var timers = new Timers(new TimeScale(1))) {
            for (int i = 0; i < TASKS; i++) {
                int task = i;
                scheduled[task] = System.nanoTime();
                timers.after(delay, () -> {
                    ran.add(task);
                    waited.add(Duration.ofNanos(System.nanoTime() - scheduled[task]));
                    all.countDown();
                });
            }
            assertThat(all.await(30, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(ran).isSorted();
        assertThat(waited).allMatch(time -> time.compareTo(delay) >= 0);
    }

    @Test
    void a_longer_delay_that_came_first_does_not_hold_up_a_shorter_one() throws InterruptedException {
        var ran = new ConcurrentLinkedQueue<String>();
        var sooner = new CountDownLatch(1);

        try (var timers = new Timers(new TimeScale(10))) {
            timers.after(Duration.ofDays(1), () -> ran.add("later"));
            timers.after(Duration.ofMillis(100), () -> {
                ran.add("sooner");
                sooner.countDown();
            });
            assertThat(sooner.await(30, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(ran).containsExactly("sooner");
    }

    @Test
    void a_task_that_fails_does_not_keep_others_from_running() throws InterruptedException {
        var ran = new CountDownLatch(1);

        try (var timers = new Timers(new TimeScale(1))) {
            timers.after(Duration.ZERO, () -> {
                throw new IllegalStateException("on purpose");
            });
            timers.after(Duration.ofMillis(5), ran::countDown);

            assertThat(ran.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }
}
