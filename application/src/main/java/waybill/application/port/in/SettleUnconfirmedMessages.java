package waybill.application.port.in;

/** Finds out what became of submissions whose outcome is not known, by the provider's own records. */
@FunctionalInterface
public interface SettleUnconfirmedMessages {
    /**
     * Takes one step: asks for one page at most.
     *
     * @return how many pages were read; 0 when there is nothing to do now, or nothing to be had
     * @throws waybill.application.port.out.StoreUnavailable when the store could not be read or written
     */
    int settle();
}
