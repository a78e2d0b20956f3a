package waybill.benchmarks;

/** The account of the runs; its secrets protect nothing. */
final class Account {
    static final String AUTH_ID = "MABENCHBENCHBENCH000";
    static final String TOKEN = "a-token-of-the-benchmark";
    static final String PUBLIC_URL = "https://sms.example.com";
    static final String API_KEY = "an-api-key-of-the-benchmark";

    private Account() {}
}
