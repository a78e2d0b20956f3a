package waybill.benchmarks;

/** What a {@link LoadGenerator} sends, by number. Asked by its one thread only. */
interface Requests {
    int NONE = -1;

    /** The request that this connection sends next, or {@link #NONE} when there is nothing left. */
    int next(int connection);

    byte[] bytes(int request);

    /**
     * Whether the answer is the one that was wanted.
     *
     * @param status of HTTP, or 0 when the connection broke first
     */
    boolean answered(int request, int status);
}
