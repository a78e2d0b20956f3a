package waybill.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Rows inserted through JDBC, so many a commit.
 *
 * @param rows 1 stands in for pgbench where it is not installed
 */
record JdbcInserts(Sessions database, int rows) implements Anchor {
    private static final String INSERT_ALL =
            "INSERT INTO bench_callback (message_id, raw) SELECT * FROM unnest(?::uuid[], ?::bytea[])";

    /** A JVM that inserts for the first time is a hundred times slower than it will be. */
    private static final Duration WARM_UP = Duration.ofSeconds(1);

    @Override
    public String name() {
        return rows == 1 ? "one row a commit (JDBC)" : rows + " rows a commit (JDBC)";
    }

    @Override
    public String shortName() {
        return "JDBC";
    }

    @Override
    public boolean isJudge() {
        return false;
    }

    @Override
    public Measured measure(int connections, Duration duration) throws InterruptedException {
        var open = new ArrayList<Connection>();
        try (var threads = Executors.newFixedThreadPool(connections)) {
            for (int i = 0; i < connections; i++) {
                open.add(database.open());
            }
            insert(open, threads, WARM_UP);
            return insert(open, threads, duration);
        } catch (SQLException e) {
            throw new DatabaseFailed(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("rows could not be inserted: " + e.getCause(), e);
        } finally {
            open.forEach(JdbcInserts::close);
        }
    }

    private Measured insert(List<Connection> connections, ExecutorService threads, Duration duration)
            throws InterruptedException, ExecutionException {
        long start = System.nanoTime();
        long end = start + duration.toNanos();
        var work = connections.stream()
                .<Callable<Latencies>>map(connection -> () -> insertUntil(end, connection))
                .toList();
        var all = new Latencies();
        for (var done : threads.invokeAll(work)) {
            all.addAll(done.get());
        }
        return new Measured(all.size() * rows, 0, (System.nanoTime() - start) / 1e9, all, Cpu.NONE);
    }

    private Latencies insertUntil(long end, Connection connection) throws SQLException {
        var latencies = new Latencies();
        long before = System.nanoTime();
        do {
            insert(connection);
            long after = System.nanoTime();
            latencies.add(after - before);
            before = after;
        } while (before < end);
        return latencies;
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException _) {
            // What it did is measured already.
        }
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
