package waybill.adapter.persistence;

import static java.util.Objects.requireNonNull;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.helidon.dbclient.DbClient;
import io.helidon.dbclient.DbClientException;
import io.helidon.dbclient.jdbc.JdbcClientBuilder;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import waybill.adapter.persistence.ArrayParameter.Element;
import waybill.application.port.out.DispatchBell;
import waybill.application.port.out.Ledger;
import waybill.application.port.out.LookupQueue;
import waybill.application.port.out.LostCallbacks;
import waybill.application.port.out.MessageStore;
import waybill.application.port.out.OrphanReports;
import waybill.application.port.out.PastMessages;
import waybill.application.port.out.ReadinessCheck;
import waybill.application.port.out.SettlementQueue;
import waybill.application.port.out.SubmissionQueue;

/** PostgreSQL, opened, migrated and checked to be ours; hands out the ports it serves. Thread-safe. */
public final class Database implements AutoCloseable {
    /** A refused connection is told within 2 s, the answer to the caller included. */
    static final int CONNECTION_TIMEOUT_MILLIS = 1_500;

    /** A statement that hangs ends before the 5 s in which a callback must be answered. */
    static final int STATEMENT_TIMEOUT_MILLIS = 4_700;

    /** The driver gives up on a database that does not even say so; above the statement's own time-out. */
    static final int SOCKET_TIMEOUT_SECONDS = 5;

    private static final int LOCK_TIMEOUT_MILLIS = 4_500;

    /** So many are opened at the start and kept; the others come when they are needed and go again. */
    private static final int IDLE_CONNECTIONS = 2;

    private static final int IDLE_TIMEOUT_MILLIS = 10_000;
    /**
     * Every statement of ours touches few rows, by an index. Planning it anew for each batch costs more than running it, and
     * a plan made while a table is small would read it whole after it has grown; compiling it never pays.
     */
    private static final String PLANNING = "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c jit=off";

    /**
     * Each statement is a transaction, and sees one state of the database. Whoever meets a rival's write is told so and tried
     * again ({@link Statements}), where otherwise the row alone would be looked at anew: after that, PostgreSQL 18 overlooks
     * rows in the other parts of the statement (ADR 29).
     */
    private static final String ISOLATION = "TRANSACTION_REPEATABLE_READ";

    private static final int CONNECT_TIMEOUT_SECONDS = 2;
    private static final int VALIDATION_TIMEOUT_MILLIS = 1_000;

    private final DatabaseConfig config;
    private final HikariDataSource pool;
    private final DbClient client;
    private final Statements statements;
    private final Partitions partitions;

    private Database(DatabaseConfig config, HikariDataSource pool) {
        this.config = config;
        this.pool = pool;
        this.client = JdbcClientBuilder.create()
                .connectionPool(() -> connectionOf(pool))
                .build();
        this.statements = new Statements(client, pool);
        this.partitions = new Partitions(statements);
    }

    /**
     * Brings the schema up to date, makes sure that the database belongs to this installation, and opens the pool.
     *
     * @throws DatabaseRefused when it cannot be reached, is too old, or belongs to another installation
     */
    public static Database open(DatabaseConfig config) {
        requireNonNull(config, "config");
        new Migration(config).run();
        var database = new Database(config, pool(config));
        try {
            database.partitions.ensureIfPossible();
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
        return database;
    }

    public MessageStore messages() {
        return new PostgresMessages(statements);
    }

    /** @param lookupAfter how long after its last change an open message is looked up */
    public Ledger ledger(Duration lookupAfter) {
        return new PostgresLedger(statements, lookupAfter);
    }

    public LookupQueue lookups() {
        return new PostgresLookups(statements);
    }

    public LostCallbacks lostCallbacks() {
        return new PostgresLostCallbacks(statements);
    }

    public SettlementQueue settlements() {
        return new PostgresSettlements(statements);
    }

    public SubmissionQueue queue() {
        return new PostgresQueue(statements);
    }

    public OrphanReports orphanReports() {
        return new PostgresOrphanReports(statements);
    }

    public PastMessages past() {
        return new PostgresPast(statements, new MonthDropping(config));
    }

    /** Rings the bell whenever any node accepts messages, until it is closed. */
    public AutoCloseable listen(DispatchBell bell) {
        return DueListener.start(config, bell);
    }

    /** Whether the database answers and takes writes. */
    public ReadinessCheck readiness() {
        return new WriteReadiness(pool, statements.refusedWrites());
    }

    /** Makes the partitions of the months ahead; to be called at least monthly. */
    public void ensurePartitions() {
        partitions.ensure();
    }

    @Override
    public void close() {
        pool.close();
    }

    private static Connection connectionOf(HikariDataSource pool) {
        try {
            return pool.getConnection();
        } catch (SQLException e) {
            throw new DbClientException("no connection to the database", e);
        }
    }

    static HikariDataSource pool(DatabaseConfig config) {
        var hikari = new HikariConfig();
        hikari.setPoolName("waybill");
        hikari.setJdbcUrl(config.url());
        hikari.setUsername(config.user());
        hikari.setPassword(config.password());
        hikari.setMaximumPoolSize(config.poolSize());
        hikari.setMinimumIdle(Math.min(IDLE_CONNECTIONS, config.poolSize()));
        hikari.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
        hikari.setValidationTimeout(VALIDATION_TIMEOUT_MILLIS);
        hikari.setTransactionIsolation(ISOLATION);
        driverProperties().forEach(hikari::addDataSourceProperty);
        hikari.setExceptionOverride(new ReadOnlyConnections());
        try {
            return new HikariDataSource(hikari);
        } catch (PoolInitializationException e) {
            throw DatabaseRefused.unusable(config, e);
        }
    }

    /** All of them as text: the driver overlooks what is not, without a word. */
    private static Map<String, String> driverProperties() {
        return Map.of(
                "ApplicationName",
                "waybill",
                "connectTimeout",
                String.valueOf(CONNECT_TIMEOUT_SECONDS),
                "socketTimeout",
                String.valueOf(SOCKET_TIMEOUT_SECONDS),
                "tcpKeepAlive",
                "true",
                "binaryTransferEnable",
                Element.oidsOfArrays(),
                // Planned once, at the first execution: a statement in a text of its own is rare here.
                "prepareThreshold",
                "1",
                // Details of errors quote rows, and with them phone numbers, which do not belong into a log.
                "logServerErrorDetail",
                "false",
                "options",
                "-c statement_timeout=%d -c lock_timeout=%d -c idle_in_transaction_session_timeout=%d %s"
                        .formatted(STATEMENT_TIMEOUT_MILLIS, LOCK_TIMEOUT_MILLIS, IDLE_TIMEOUT_MILLIS, PLANNING));
    }
}
