package waybill.application.port.in;

/** Removes what is older than it is to be kept. */
@FunctionalInterface
public interface ForgetPast {
    /**
     * Removes all of it, in small steps; other nodes may do so at the same time.
     *
     * @return how many months and single rows were removed
     * @throws InterruptedException when it shall stop; what was removed is
     * @throws waybill.application.port.out.StoreUnavailable when the store could not be read or written
     */
    Forgotten forget() throws InterruptedException;

    /**
     * What was removed.
     *
     * @param months whole months of messages with all their history
     * @param rows messages outside every month, orphaned reports and records of requests
     */
    record Forgotten(int months, int rows) {
        public static final Forgotten NOTHING = new Forgotten(0, 0);

        public Forgotten plus(Forgotten more) {
            return new Forgotten(months + more.months, rows + more.rows);
        }
    }
}
