package waybill.adapter.persistence;

import static java.util.Objects.requireNonNull;

import io.helidon.dbclient.DbClientException;
import java.lang.System.Logger.Level;
import java.util.List;
import waybill.application.port.out.StoreUnavailable;

/** The partitions of the months. What has none is kept in the default partitions, so nothing waits for them. */
final class Partitions {
    private static final System.Logger LOG = System.getLogger(Partitions.class.getName());

    /** Nodes look every hour; and each partition costs each statement a little. */
    private static final int MONTHS_AHEAD = 1;

    private final Statements statements;

    Partitions(Statements statements) {
        this.statements = requireNonNull(statements, "statements");
    }

    /** Tells of the months that cannot be made since rows of theirs are elsewhere already. */
    void ensure() {
        statements.query(MaintenanceSql.ENSURE_PARTITIONS, List.of(MONTHS_AHEAD), _ -> true);
        statements
                .query(MaintenanceSql.MONTHS_NOT_MADE, List.of(MONTHS_AHEAD), row -> Values.text(row, "month"))
                .forEach(month -> LOG.log(
                        Level.WARNING,
                        "the partitions of {0} cannot be made, since rows of that month are in default partitions: "
                                + "move them by SELECT move_into_month(''{0}-01''), see Retention in docs/operations.md",
                        month));
    }

    /** As {@link #ensure}, where the hourly upkeep tries again what fails. */
    void ensureIfPossible() {
        try {
            ensure();
        } catch (StoreUnavailable | DbClientException e) {
            LOG.log(
                    Level.WARNING,
                    "the partitions of the months ahead could not be made, SQLSTATE {0}: this is tried again every hour, "
                            + "and to be looked into if it goes on, see Retention in docs/operations.md",
                    DatabaseFailure.sqlState(e));
        }
    }
}
