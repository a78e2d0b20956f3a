package waybill.adapter.persistence;

import liquibase.exception.LiquibaseException;

/** The database cannot be used. The message is one sentence for the operator. */
public final class DatabaseRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    DatabaseRefused(String message) {
        super(message);
    }

    private DatabaseRefused(String message, Throwable cause) {
        super(message, cause);
    }

    static DatabaseRefused unusable(DatabaseConfig config, Exception e) {
        return new DatabaseRefused(
                "The database %s cannot be used (%s)%s."
                        .formatted(
                                config,
                                firstLine(config, e),
                                remedy(e, "; check WAYBILL_DATABASE_URL, _USER and _PASSWORD")),
                e);
    }

    static DatabaseRefused notMigrated(DatabaseConfig config, LiquibaseException e) {
        return new DatabaseRefused(
                "The schema of %s cannot be brought up to date (%s)%s."
                        .formatted(config, firstLine(config, e), remedy(e, "")),
                e);
    }

    private static String remedy(Exception e, String otherwise) {
        return DatabaseFailure.sqlState(e).equals(INSUFFICIENT_PRIVILEGE)
                ? "; the role must own the database, ALTER DATABASE … OWNER TO …, and the tables in it"
                : otherwise;
    }

    /** Where the driver quotes the URL, without what may be a secret in it. */
    private static String firstLine(DatabaseConfig config, Throwable failure) {
        return String.valueOf(failure.getMessage())
                .replace(config.url(), config.address())
                .lines()
                .findFirst()
                .orElse("no details");
    }
}
