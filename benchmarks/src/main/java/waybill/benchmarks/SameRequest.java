package waybill.benchmarks;

/** One request over and over, for a server that keeps nothing. */
final class SameRequest implements Requests {
    private final byte[] request;

    SameRequest(byte[] request) {
        this.request = request.clone();
    }

    @Override
    public int next(int connection) {
        return 0;
    }

    @Override
    public byte[] bytes(int number) {
        return request;
    }

    @Override
    public boolean answered(int number, int status) {
        return status == 204;
    }
}
