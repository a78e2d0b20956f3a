package waybill.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/**
 * Rows inserted through JDBC, so many a commit.
 *
 * @param rows 1 stands in for pgbench where it is not installed
 */
record JdbcInserts(Sessions database, int rows) implements Anchor {
    private static final String INSERT_ALL =
            "INSERT INTO bench_callback (message_id, raw) SELECT * FROM unnest(?::uuid[], ?::bytea[])";

    @Override
    public String name() {
        return rows == 1 ? "one row a commit (JDBC)" : rows + " rows a commit (JDBC)";
    }

    @Override
    public Measured measure(int connections, Duration duration) throws InterruptedException {
        long start = System.nanoTime();
        long end = start + duration.toNanos();
        try (var threads = Executors.newFixedThreadPool(connections)) {
            var work = new ArrayList<Callable<Latencies>>();
            for (int i = 0; i < connections; i++) {
                work.add(() -> insertUntil(end));
            }
            var all = new Latencies();
            int commits = 0;
            for (var done : threads.invokeAll(work)) {
                var latencies = done.get();
                commits += latencies.size();
                all.addAll(latencies);
            }
            return new Measured(commits * rows, 0, (System.nanoTime() - start) / 1e9, all, Cpu.NONE);
        } catch (ExecutionException e) {
            throw new IllegalStateException("an anchor failed", e);
        }
    }

    private Latencies insertUntil(long end) throws SQLException {
        var latencies = new Latencies();
        try (var connection = database.open()) {
            for (long before = System.nanoTime(); before < end; ) {
                insert(connection);
                long after = System.nanoTime();
                latencies.add(after - before);
                before = after;
            }
        }
        return latencies;
    }

    private void insert(Connection connection) throws SQLException {
        var ids = new UUID[rows];
        Arrays.setAll(ids, _ -> UUID.randomUUID());
        var bodies = new byte[rows][Narrow.BODY_BYTES];
        try (var statement = connection.prepareStatement(rows == 1 ? Narrow.INSERT : INSERT_ALL)) {
            if (rows == 1) {
                statement.setObject(1, ids[0]);
                statement.setBytes(2, bodies[0]);
            } else {
                statement.setArray(1, connection.createArrayOf("uuid", ids));
                statement.setArray(2, connection.createArrayOf("bytea", bodies));
            }
            statement.executeUpdate();
        }
    }
}
