package waybill.benchmarks;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/**
 * A past: messages of the last twenty days with their reports and events, made by the database itself. Nineteen of
 * twenty were delivered; the rest failed in one of ten ways, or is still on its way.
 *
 * @param reports of all messages together, three a message at most
 */
record Filling(Sessions database, int messages, int reports) {
    private static final int CHUNK = 50_000;
    private static final int THREADS = 2;
    private static final int MESSAGES_PER_RECIPIENT = 100;

    /** A hundred senders, a hundred messages to each recipient, a reference each: lists are as long in any filling. */
    private static final String MESSAGES = """
            INSERT INTO message (
                id, sender, recipient, body, client_reference, created_at, expires_at, status, status_since, provider_id,
                error_code, report_fingerprint, report_sequence, cost_amount, cost_currency, cost_units, closed_at,
                outcome, version, revision, attempts)
            SELECT bench_id(n), '+141555501' || lpad((n %% 100)::text, 2, '0'),
                '+1555' || (n %% %3$d + 5550000)::text, 'Your code is 4711', 'order-' || n, at,
                at + interval '3 hours', status, at, bench_provider_id(n), code, sha256(int4send(n)), 3, 0.0035, 'USD', 1,
                CASE WHEN status <> 'sent' THEN at END, CASE WHEN status <> 'sent' THEN status END, 6, 6, 1
            FROM (
                SELECT n, bench_time(n) AS at,
                    CASE WHEN n %% 40 = 0 THEN 'undelivered' WHEN n %% 40 = 20 THEN 'sent' ELSE 'delivered' END AS status,
                    CASE WHEN n %% 40 = 0 THEN ((n / 40 %% 10 + 1) * 10)::text ELSE '' END AS code
                FROM generate_series(%1$d, %2$d) AS n) s
            """;

    private static final String STATUSES = """
            INSERT INTO message_status (status, message_id)
            SELECT CASE WHEN n %% 40 = 0 THEN 'undelivered' WHEN n %% 40 = 20 THEN 'sent' ELSE 'delivered' END, bench_id(n)
            FROM generate_series(%1$d, %2$d) AS n
            """;

    private static final String REPORTS = """
            INSERT INTO delivery_report (
                message_id, fingerprint, provider_id, status, status_text, verdict, sequence, error_code, sender,
                recipient, powerpack_id, authenticated_by, raw, received_at, receipts, last_received_at)
            SELECT bench_id(n / 3), sha256(int4send(n)), bench_provider_id(n / 3), status, status, 'applied', n %% 3 + 1, '',
                '14155550100', '15555550000', '', 'V3', convert_to(repeat(md5(n::text), 13), 'UTF8'),
                bench_time(n / 3), 1, bench_time(n / 3)
            FROM (SELECT n, (ARRAY['queued', 'sent', 'delivered'])[n %% 3 + 1] AS status
                FROM generate_series(%1$d, %2$d) AS n) s
            """;

    private static final String EVENTS = """
            INSERT INTO message_event (message_id, version, status, at, epoch)
            SELECT bench_id(n), v, (ARRAY['accepted', 'submitting', 'submitted', 'queued', 'sent', 'delivered'])[v],
                bench_time(n), 1
            FROM generate_series(%1$d, %2$d) AS n, generate_series(1, 6) AS v
            """;

    void run() throws InterruptedException {
        database.execute(functions());
        insert(MESSAGES, messages);
        insert(STATUSES, messages);
        insert(REPORTS, reports);
        insert(EVENTS, messages);
        database.execute("VACUUM (ANALYZE)");
    }

    /** The number of a message says when it was made, evenly over the days. */
    private String[] functions() {
        return new String[] {"""
            CREATE FUNCTION bench_time(n integer) RETURNS timestamptz LANGUAGE sql STABLE AS $$
                SELECT date_trunc('day', now()) - interval '20 days' + n * interval '20 days' / %d
            $$""".formatted(messages), """
            CREATE FUNCTION bench_id(n integer) RETURNS uuid LANGUAGE sql STABLE AS $$
                SELECT CAST(
                    lpad(to_hex(floor(extract(epoch FROM bench_time(n)) * 1000)::bigint), 12, '0') || '7000b'
                    || lpad(to_hex(n), 15, '0') AS uuid)
            $$""", """
            CREATE FUNCTION bench_provider_id(n integer) RETURNS text LANGUAGE sql IMMUTABLE AS $$
                SELECT CAST(md5(n::text) AS uuid)::text
            $$"""};
    }

    /** Rows of the past need not be durable one by one. */
    private void insert(String sql, int rows) throws InterruptedException {
        var chunks = new ArrayList<Callable<Boolean>>();
        for (int from = 0; from < rows; from += CHUNK) {
            int first = from;
            int last = Math.min(from + CHUNK, rows) - 1;
            chunks.add(() -> {
                insert(sql.formatted(first, last, Math.max(1, messages / MESSAGES_PER_RECIPIENT)));
                return true;
            });
        }
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            for (var chunk : threads.invokeAll(chunks)) {
                chunk.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the tables could not be filled: " + e.getCause(), e);
        }
    }

    private void insert(String sql) throws SQLException {
        try (var connection = database.open();
                var statement = connection.createStatement()) {
            statement.execute("SET synchronous_commit = off");
            statement.execute(sql);
        }
    }
}
