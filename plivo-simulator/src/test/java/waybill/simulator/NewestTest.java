package waybill.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NewestTest {

    private final Newest<String, Integer> newest = new Newest<>(2);

    @Test
    void the_oldest_are_forgotten() {
        newest.add("key 1", 1);
        newest.add("key 2", 2);

        var forgotten = newest.add("key 3", 3);

        assertThat(forgotten).contains(1);
        assertThat(newest.newestFirst()).containsExactly(3, 2);
        assertThat(newest.find("key 1")).isEmpty();
        assertThat(newest.find("key 2")).contains(2);
    }

    @Test
    void what_is_removed_makes_room() {
        newest.add("key 1", 1);
        newest.add("key 2", 2);

        newest.remove("key 2", 2);

        assertThat(newest.add("key 3", 3)).isEmpty();
        assertThat(newest.newestFirst()).containsExactly(3, 1);
    }

    @Test
    void what_took_the_place_of_another_is_not_removed_for_it() {
        newest.add("key", 2);

        newest.remove("key", 1);

        assertThat(newest.find("key")).contains(2);
    }
}
