package waybill.benchmarks;

import java.sql.SQLException;

/** The database of a run did not do as asked; the run is over. */
final class DatabaseFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DatabaseFailed(SQLException cause) {
        super(cause.getMessage(), cause);
    }
}
