package waybill.application.port.in;

/** Asks the provider about messages of which nothing has been heard for a while. */
@FunctionalInterface
public interface ReconcileOpenMessages {
    /**
     * Looks up what is due, a batch at most, one request after the other; closes what has been open for too long.
     *
     * @return how many messages were taken
     * @throws waybill.application.port.out.StoreUnavailable when the store could not be read or written
     */
    int reconcile();
}
