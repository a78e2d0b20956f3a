package waybill.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NewestTest {

    @Test
    void the_oldest_are_forgotten() {
        var newest = new Newest<String, Integer>(2);

        for (int i = 1; i <= 4; i++) {
            int value = i;
            newest.computeIfAbsent("key " + i, () -> value);
            newest.trim();
        }

        assertThat(newest.newestFirst()).containsExactly(4, 3);
        assertThat(newest.find("key 2")).isEmpty();
        assertThat(newest.find("key 3")).contains(3);
    }

    @Test
    void what_is_there_stays_as_it_is() {
        var newest = new Newest<String, Integer>(2);

        newest.computeIfAbsent("key", () -> 1);

        assertThat(newest.computeIfAbsent("key", () -> 2)).isEqualTo(1);
        assertThat(newest.newestFirst()).containsExactly(1);
    }
}
