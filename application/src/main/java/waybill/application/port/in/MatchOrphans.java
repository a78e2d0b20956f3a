package waybill.application.port.in;

/** Looks through kept reports without a message and moves those whose message is known by now into its ledger. */
@FunctionalInterface
public interface MatchOrphans {
    /**
     * Looks through the newest ones and through some of the older, which it goes on with at the next call.
     *
     * @return how many were moved
     * @throws waybill.application.port.out.StoreUnavailable when they could not be read or moved
     */
    int match();
}
