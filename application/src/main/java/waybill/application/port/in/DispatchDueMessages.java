package waybill.application.port.in;

/** Hands due messages to the provider. */
@FunctionalInterface
public interface DispatchDueMessages {
    /**
     * Takes what is due, as far as there is room for it, and starts to submit it; does not wait for the outcomes.
     *
     * @return how many messages were taken
     * @throws waybill.application.port.out.StoreUnavailable when the queue could not be read
     */
    int dispatch();
}
