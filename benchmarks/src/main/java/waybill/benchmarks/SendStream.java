package waybill.benchmarks;

/** Sends to the interface, each to a recipient of its own, until there have been enough. */
final class SendStream implements Requests {
    private static final String HEADERS = "Authorization: Bearer %s\r\n".formatted(Account.API_KEY);
    private static final int LAST_DIGITS = 1_000_000;

    private final int messages;
    private int taken;
    private int accepted;

    SendStream(int messages) {
        this.messages = messages;
    }

    @Override
    public int next(int connection) {
        return taken < messages ? taken++ : NONE;
    }

    /** Above the simulator's scripted recipients, so that every message is delivered. */
    @Override
    public byte[] bytes(int request) {
        var body = "{\"from\":\"+%s\",\"to\":\"+1416%07d\",\"text\":\"Your code is 4711\"}"
                .formatted(CallbackForm.SENDER, LAST_DIGITS * 2 + request % LAST_DIGITS);
        return CallbackRequests.post("/v1/messages", "application/json", HEADERS, body);
    }

    @Override
    public boolean answered(int request, int status) {
        if (status != 202) {
            return false;
        }
        accepted++;
        return true;
    }

    int accepted() {
        return accepted;
    }

    /** What would be measured otherwise is how fast it refuses. */
    void requireAllAccepted() {
        if (accepted < messages) {
            throw new IllegalStateException("of %d messages %d were accepted".formatted(messages, accepted));
        }
    }
}
