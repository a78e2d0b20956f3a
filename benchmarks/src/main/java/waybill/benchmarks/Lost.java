package waybill.benchmarks;

/** Something acknowledged is not in the database, or not folded right: whatever the speed, the run has failed. */
final class Lost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Lost(String what) {
        super(what);
    }
}
