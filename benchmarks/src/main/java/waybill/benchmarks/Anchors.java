package waybill.benchmarks;

/** The machine's own limits, on the same PostgreSQL as Waybill. */
final class Anchors {
    static final int ROWS_TOGETHER = 64;
    /** Enough to keep the log busy while others gather. */
    static final int CONNECTIONS_TOGETHER = 4;

    private final Stage stage;
    private final Sessions database;

    Anchors(Stage stage) {
        this.stage = stage;
        stage.database().execute("CREATE DATABASE anchors");
        this.database = stage.database().database("anchors");
        Narrow.create(database);
    }

    Sessions database() {
        return database;
    }

    Anchor oneRow() {
        return Pgbench.installed()
                .<Anchor>map(program -> new Pgbench(program, stage.directory(), database))
                .orElseGet(() -> new JdbcInserts(database, 1));
    }

    Anchor manyRows() {
        return new JdbcInserts(database, ROWS_TOGETHER);
    }
}
