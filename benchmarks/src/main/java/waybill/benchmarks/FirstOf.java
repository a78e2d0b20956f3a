package waybill.benchmarks;

/** The first of some requests; whoever asks those goes on after them. */
final class FirstOf implements Requests {
    private final Requests all;
    private int left;

    FirstOf(Requests all, int count) {
        this.all = all;
        this.left = count;
    }

    @Override
    public int next(int connection) {
        if (left == 0) {
            return NONE;
        }
        left--;
        return all.next(connection);
    }

    @Override
    public byte[] bytes(int request) {
        return all.bytes(request);
    }

    @Override
    public boolean answered(int request, int status) {
        return all.answered(request, status);
    }
}
