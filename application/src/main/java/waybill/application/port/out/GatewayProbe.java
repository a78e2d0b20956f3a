package waybill.application.port.out;

/** Asks the provider something harmless, to learn whether it is there. */
@FunctionalInterface
public interface GatewayProbe {
    /** Whether the provider gave an answer that is not an outage. Never sends a message; never throws; thread-safe. */
    boolean answers();
}
