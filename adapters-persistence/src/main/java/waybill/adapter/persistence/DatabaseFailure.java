package waybill.adapter.persistence;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** The database did not do what it was asked, through no fault of the statement. */
final class DatabaseFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final String UNIQUE_VIOLATION = "23505";

    private final Effect effect;

    DatabaseFailure(String statement, Effect effect, Throwable cause) {
        super("%s failed: %s".formatted(statement, effect), cause);
        this.effect = effect;
    }

    Effect effect() {
        return effect;
    }

    /** The SQLSTATE of a failure; "none" when there is none, as when no connection could be had. */
    static String sqlState(Throwable failure) {
        return sqlException(failure).map(SQLException::getSQLState).orElse("none");
    }

    /** Whether a row of the table, or of a partition of it, is there already. */
    static boolean isRepeated(Throwable failure, String table) {
        return sqlException(failure)
                .filter(e -> UNIQUE_VIOLATION.equals(e.getSQLState()))
                .filter(PSQLException.class::isInstance)
                .map(e -> ((PSQLException) e).getServerErrorMessage())
                .map(ServerErrorMessage::getTable)
                .filter(named -> named.startsWith(table))
                .isPresent();
    }

    private static Optional<SQLException> sqlException(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return Optional.of(sql);
            }
        }
        return Optional.empty();
    }

    /** What a failure leaves behind, told by its SQLSTATE (PostgreSQL, appendix A). */
    enum Effect {
        /** No connection could be had, or the database had no room or no time: nothing was done. */
        NOT_DONE,
        /** A lock was not given up in time: nothing was done. */
        LOCKED,
        /** The database chose this transaction to fail for the sake of others: nothing was done, try again. */
        ROLLED_BACK,
        /** The connection broke: it may or may not have been done. */
        UNKNOWN,
        /** The statement is wrong. */
        BUG;

        static Effect of(Throwable failure) {
            return sqlException(failure).map(Effect::of).orElse(BUG);
        }

        private static Effect of(SQLException e) {
            if (e instanceof SQLTransientConnectionException) {
                return NOT_DONE;
            }
            var state = Optional.ofNullable(e.getSQLState()).orElse("");
            return switch (state) {
                case "55P03" -> LOCKED;
                case "40001", "40P01" -> ROLLED_BACK;
                case "57014" -> NOT_DONE;
                default -> ofClass(state.substring(0, Math.min(2, state.length())));
            };
        }

        private static Effect ofClass(String stateClass) {
            return switch (stateClass) {
                case "25", "53" -> NOT_DONE;
                case "08", "57", "58", "XX" -> UNKNOWN;
                default -> BUG;
            };
        }
    }
}
