package waybill.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.Test;

class UuidsTest {

    private static final int MANY = 10_000;

    @Test
    void each_is_another_and_random_as_it_says() {
        var seen = new HashSet<>();

        for (int i = 0; i < MANY; i++) {
            var uuid = Uuids.random();

            assertThat(uuid.version()).isEqualTo(4);
            assertThat(uuid.variant()).isEqualTo(2);
            assertThat(seen.add(uuid)).isTrue();
        }
    }
}
