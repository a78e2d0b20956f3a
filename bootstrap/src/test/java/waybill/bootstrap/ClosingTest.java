package waybill.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosingTest {
    private final List<String> closed = new ArrayList<>();
    private final Closing closing = new Closing();

    @Test
    void the_last_is_closed_first_and_all_whatever_happens_on_the_way() {
        closing.add(resource("first"));
        closing.add(() -> {
            throw new IllegalStateException("no");
        });
        closing.add(resource("last"));

        assertThatThrownBy(closing::close).hasMessage("could not stop in order");

        assertThat(closed).containsExactly("last", "first");
    }

    @Test
    void what_comes_too_late_is_closed_at_once_and_who_brings_it_is_told() {
        closing.close();

        assertThatThrownBy(() -> closing.add(resource("late"))).hasMessage("everything is closed already");

        assertThat(closed).containsExactly("late");
    }

    private AutoCloseable resource(String name) {
        return () -> closed.add(name);
    }
}
