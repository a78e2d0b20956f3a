package waybill.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ArrayDeque<String> states = new ArrayDeque<>();
    private final Progress progress = Progress.of(states::remove);

    @Test
    void what_gets_on_is_waited_for_however_long() throws InterruptedException {
        states.addAll(List.of("sent 3", "sent 2", "sent 1"));

        assertThat(progress.await(_ -> states.isEmpty())).isTrue();
    }

    @Test
    void what_does_not_get_on_is_given_up() throws InterruptedException {
        states.addAll(List.of("sent 3", "sent 2", "sent 2", "sent 1"));

        assertThat(progress.await(_ -> false)).isFalse();
        assertThat(states).containsExactly("sent 1");
    }
}
