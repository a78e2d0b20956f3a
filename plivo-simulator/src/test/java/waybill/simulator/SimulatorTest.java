package waybill.simulator;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

/** A simulator, a client and a listener of its own for each test. */
abstract class SimulatorTest {

    /** For a callback to be answered: a machine that stands still for a second adds no try to those that are counted. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    final Listener listener = new Listener();
    final PlivoSimulator simulator;
    final Client client;

    SimulatorTest(SimulatorConfig config) throws IOException {
        simulator = PlivoSimulator.start(config, PATIENCE);
        client = new Client(simulator);
    }

    @AfterEach
    void close() {
        client.close();
        simulator.close();
        listener.close();
    }

    /** @param to with or without a plus */
    MessageTruth truth(String to) {
        var digits = to.replace("+", "");
        return simulator.messages().stream()
                .filter(truth -> truth.to().equals(digits))
                .findFirst()
                .orElseThrow();
    }
}
