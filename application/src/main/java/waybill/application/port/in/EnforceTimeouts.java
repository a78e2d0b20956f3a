package waybill.application.port.in;

/** Ends what ran out of time: the lease of a holder that is gone or stuck, and the deadline of what waited. */
@FunctionalInterface
public interface EnforceTimeouts {
    /**
     * Ends a batch at most of either kind; one that cannot be ended now holds up no other.
     *
     * @return how many messages were ended
     * @throws waybill.application.port.out.StoreUnavailable when the queue could not be read, or some of them could not be
     *     ended now
     */
    int enforce();
}
