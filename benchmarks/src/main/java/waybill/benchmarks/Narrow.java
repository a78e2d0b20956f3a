package waybill.benchmarks;

/** The one table of the anchors: a row the size of a callback, and nothing to look up. */
final class Narrow {
    static final String INSERT = "INSERT INTO bench_callback (message_id, raw) VALUES (?, ?)";
    static final int BODY_BYTES = 500;

    private Narrow() {}

    static void create(Sessions database) {
        database.execute("""
                CREATE TABLE IF NOT EXISTS bench_callback (
                    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                    message_id uuid NOT NULL,
                    raw bytea NOT NULL,
                    received_at timestamptz NOT NULL DEFAULT now())""");
    }
}
