package waybill.adapter.persistence;

import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import liquibase.Scope;
import liquibase.UpdateSummaryOutputEnum;
import liquibase.analytics.configuration.AnalyticsArgs;
import liquibase.command.CommandScope;
import liquibase.command.core.UpdateCommandStep;
import liquibase.command.core.helpers.DbUrlConnectionArgumentsCommandStep;
import liquibase.command.core.helpers.ShowSummaryArgument;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.lockservice.LockServiceFactory;
import liquibase.ui.LoggerUIService;
import waybill.adapter.persistence.DatabaseFailure.Effect;

/**
 * Brings the schema up to date on a connection of its own, one node at a time: a session advisory lock, which ends with
 * its session whatever happens, stands before Liquibase's own lock, which a killed process leaves behind. Where the schema
 * is up to date, Liquibase is not even loaded.
 */
final class Migration {
    private static final System.Logger LOG = System.getLogger(Migration.class.getName());
    private static final int OLDEST_SERVER = 15;
    static final long ADVISORY_LOCK = 0x57_41_59_42_49_4C_4CL;

    /**
     * For each lock: whoever waits for one that others hold makes those behind it wait as well. Below the time for which a
     * callback waits for a connection, and after which PostgreSQL looks for deadlocks.
     */
    private static final int LOCK_TIMEOUT_MILLIS = 200;

    private static final int MAX_ATTEMPTS = 75;

    /** In which those who waited behind us have their turn. */
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

    /** It says nothing on standard output, and tells its makers nothing of its use. */
    private static final Map<String, Object> SETTINGS =
            Map.of(Scope.Attr.ui.name(), new LoggerUIService(), AnalyticsArgs.ENABLED.getKey(), false);

    private static final Set<Effect> TRIED_AGAIN = Set.of(Effect.LOCKED, Effect.ROLLED_BACK);

    private final DatabaseConfig config;

    Migration(DatabaseConfig config) {
        this.config = config;
    }

    void run() {
        try (var connection = DriverConnections.open(config, "waybill migration")) {
            if (connection.getMetaData().getDatabaseMajorVersion() < OLDEST_SERVER) {
                throw new DatabaseRefused("Waybill needs PostgreSQL %d or later, but %s is PostgreSQL %s."
                        .formatted(
                                OLDEST_SERVER, config, connection.getMetaData().getDatabaseProductVersion()));
            }
            lock(connection);
            new Installation(connection).refuseAnother(config);
            bringUpToDate(connection);
            new Installation(connection).claim(config);
        } catch (SQLException e) {
            throw DatabaseRefused.unusable(config, e);
        } catch (LiquibaseException e) {
            throw DatabaseRefused.notMigrated(config, e);
        }
    }

    /** Waits for its turn; held until the connection is closed. */
    private static void lock(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            try (var row = statement.executeQuery("SELECT pg_try_advisory_lock(%d)".formatted(ADVISORY_LOCK))) {
                if (row.next() && row.getBoolean(1)) {
                    return;
                }
            }
            LOG.log(Level.INFO, "waiting for another node that looks after the schema");
            statement.execute("SELECT pg_advisory_lock(%d)".formatted(ADVISORY_LOCK));
        }
    }

    private static void bringUpToDate(Connection connection) throws SQLException, LiquibaseException {
        var mark = SchemaMark.ofChangelog();
        if (!mark.isOn(connection)) {
            updateWithoutHoldingOthersUp(connection);
            mark.put(connection);
        }
    }

    /** Each change set is a transaction of its own, so one that did not get its locks begins again where it stood. */
    private static void updateWithoutHoldingOthersUp(Connection connection) throws SQLException, LiquibaseException {
        try (var statement = connection.createStatement()) {
            statement.execute("SET lock_timeout = " + LOCK_TIMEOUT_MILLIS);
        }
        for (int attempt = 1; ; attempt++) {
            try {
                execute(connection, update());
                return;
            } catch (LiquibaseException e) {
                if (attempt == MAX_ATTEMPTS || !TRIED_AGAIN.contains(Effect.of(e))) {
                    throw e;
                }
                if (attempt == 1) {
                    LOG.log(
                            Level.WARNING,
                            "the schema is in use, and is tried to be brought up to date until its tables are free");
                }
                if (!Pauses.rest(BETWEEN_ATTEMPTS)) {
                    throw e;
                }
            }
        }
    }

    private static CommandScope update() throws LiquibaseException {
        return new CommandScope(UpdateCommandStep.COMMAND_NAME)
                .addArgumentValue(ShowSummaryArgument.SHOW_SUMMARY_OUTPUT, UpdateSummaryOutputEnum.LOG);
    }

    /** Runs a command of Liquibase's on our changelog; the connection stays open. */
    static void execute(Connection connection, CommandScope command) throws LiquibaseException {
        var database = DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
        try {
            Scope.child(SETTINGS, () -> {
                LockServiceFactory.getInstance().getLockService(database).forceReleaseLock();
                command.addArgumentValue(DbUrlConnectionArgumentsCommandStep.DATABASE_ARG, database)
                        .addArgumentValue(UpdateCommandStep.CHANGELOG_FILE_ARG, SchemaMark.CHANGELOG)
                        .execute();
            });
        } catch (LiquibaseException e) {
            throw e;
        } catch (Exception e) {
            throw new LiquibaseException(e);
        }
    }
}
