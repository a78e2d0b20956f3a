package waybill.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackFaultsTest {

    private static final String TO = "+14155550123";

    @Test
    void lost_callbacks_never_come() throws Exception {
        assertThat(statuses(new CallbackFaults(1, 1, 0, 0), 0)).isEmpty();
    }

    @Test
    void duplicated_callbacks_come_twice() throws Exception {
        assertThat(statuses(new CallbackFaults(1, 0, 1, 0), 6))
                .containsExactly("queued", "queued", "sent", "sent", "delivered", "delivered");
    }

    @Test
    void callbacks_held_back_come_after_a_later_one() throws Exception {
        assertThat(statuses(new CallbackFaults(1, 0, 0, 1), 3)).containsExactly("delivered", "queued", "sent");
    }

    @Test
    void the_same_seed_gives_the_same_faults() {
        var faults = new CallbackFaults(42, 0.3, 0.3, 0.3);

        assertThat(fates(faults)).isEqualTo(fates(new CallbackFaults(42, 0.3, 0.3, 0.3)));
        assertThat(fates(faults)).isNotEqualTo(fates(new CallbackFaults(43, 0.3, 0.3, 0.3)));
    }

    @Test
    void a_probability_is_about_met() {
        var lost = LongStream.range(0, 10_000)
                .filter(message -> new CallbackFaults(7, 0.1, 0, 0).fate(message, 1) == CallbackFaults.Fate.LOST)
                .count();

        assertThat(lost).isBetween(900L, 1100L);
    }

    /** Of two reports of a message, or the same of two messages, each pair of fates is as frequent as by chance. */
    @ParameterizedTest
    @CsvSource({"0, 1, 0, 2", "0, 1, 0, 3", "0, 2, 0, 3", "0, 1, 1, 1", "0, 3, 1, 1"})
    void the_fate_of_one_callback_tells_nothing_of_another(long message, int sequence, long other, int otherSequence) {
        var faults = new CallbackFaults(7, 0.25, 1.0 / 3, 0.5);
        int rounds = 40_000;

        var pairs = LongStream.range(0, rounds)
                .map(round -> 2 * round)
                .mapToObj(round ->
                        List.of(faults.fate(round + message, sequence), faults.fate(round + other, otherSequence)))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

        assertThat(pairs)
                .hasSize(16)
                .values()
                .allSatisfy(count -> assertThat(count).isBetween(2300L, 2700L));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void a_probability_lies_between_0_and_1(double value) {
        assertThatThrownBy(() -> new CallbackFaults(1, value, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<CallbackFaults.Fate> fates(CallbackFaults faults) {
        return LongStream.range(0, 100)
                .mapToObj(message -> faults.fate(message, 1))
                .toList();
    }

    private static List<String> statuses(CallbackFaults faults, int acknowledged) throws Exception {
        try (var listener = new Listener();
                var simulator = PlivoSimulator.start(Client.config().withFaults(faults), SimulatorTest.PATIENCE);
                var client = new Client(simulator)) {
            client.send(Client.message(TO, listener.url("/report")));

            await().until(() -> {
                var truth = simulator.messages().getFirst();
                var callbacks = truth.callbacks();
                return truth.state().equals("delivered")
                        && callbacks.acknowledged() == acknowledged
                        && callbacks.pending() == 0;
            });
            return listener.statuses();
        }
    }
}
