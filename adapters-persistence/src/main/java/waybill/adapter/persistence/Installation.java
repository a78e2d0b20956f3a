package waybill.adapter.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** The one row that says what a database belongs to. */
final class Installation {
    private final Connection connection;

    Installation(Connection connection) {
        this.connection = connection;
    }

    /** @throws DatabaseRefused when the database belongs to another kind of installation, or to another account */
    void refuseAnother(DatabaseConfig config) throws SQLException {
        var owner = read();
        if (owner.isEmpty()) {
            return;
        }
        if (!owner.get().kind().equals(config.kind())) {
            throw new DatabaseRefused(
                    "This database belongs to a %s installation of Waybill and is not opened by a %s one: use another database (WAYBILL_DATABASE_URL) or another directory (WAYBILL_DATA)."
                            .formatted(owner.get().kind(), config.kind()));
        }
        if (!owner.get().account().equals(config.account())) {
            throw new DatabaseRefused(
                    "This database belongs to the Plivo account %s, but PLIVO_AUTH_ID is %s: use another database, or the account it belongs to."
                            .formatted(owner.get().account(), config.account()));
        }
    }

    /** Writes the row if there is none, and begins a new epoch when the data came into another cluster. */
    void claim(DatabaseConfig config) throws SQLException {
        connection.setAutoCommit(true);
        try (var statement = connection.prepareStatement("""
                INSERT INTO installation AS i (kind, account, system_identifier)
                SELECT ?, ?, system_identifier FROM pg_control_system()
                ON CONFLICT (singleton) DO UPDATE
                SET epoch = i.epoch + 1, system_identifier = excluded.system_identifier
                WHERE i.system_identifier <> excluded.system_identifier
                """)) {
            statement.setString(1, config.kind());
            statement.setString(2, config.account());
            statement.executeUpdate();
        }
    }

    private Optional<Owner> read() throws SQLException {
        try (var statement = connection.createStatement();
                var exists = statement.executeQuery("SELECT to_regclass('installation') IS NOT NULL")) {
            if (!exists.next() || !exists.getBoolean(1)) {
                return Optional.empty();
            }
        }
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT kind, account FROM installation")) {
            return row.next() ? Optional.of(new Owner(row.getString(1), row.getString(2))) : Optional.empty();
        }
    }

    private record Owner(String kind, String account) {}
}
