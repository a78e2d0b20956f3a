package waybill.benchmarks;

/** The reports of many messages in some order, and which of them were acknowledged. */
final class ReportStream implements Requests {
    private final byte[][] requests;
    private final ReportOrder order;
    private final byte[] acknowledged;

    ReportStream(Corpus corpus, byte[][] requests, ReportOrder order) {
        this.requests = requests;
        this.order = order;
        this.acknowledged = new byte[corpus.size()];
    }

    /** All of a message over one connection, one after the other. */
    static ReportStream backToBack(Corpus corpus, byte[][] requests, int connections) {
        return new ReportStream(corpus, requests, ReportOrder.backToBack(corpus.size(), connections));
    }

    @Override
    public int next(int connection) {
        return order.next(connection);
    }

    @Override
    public byte[] bytes(int request) {
        return requests[request];
    }

    @Override
    public boolean answered(int request, int status) {
        if (status != 204 && status != 200) {
            return false;
        }
        acknowledged[request / ReportOrder.STEPS] |= (byte) (1 << request % ReportOrder.STEPS);
        return true;
    }

    /** For each message the bits of the {@link Step}s that were acknowledged. */
    byte[] acknowledged() {
        return acknowledged.clone();
    }
}
