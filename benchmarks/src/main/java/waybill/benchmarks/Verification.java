package waybill.benchmarks;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** Compares what was acknowledged with what the database holds. Nothing may be missing, and all of it folded right. */
final class Verification {
    private static final int BATCH = 5_000;

    private static final String KEPT = """
            SELECT m.id, m.status, m.version,
                (SELECT coalesce(string_agg(d.status, ',' ORDER BY d.number), '')
                    FROM delivery_report d WHERE d.message_id = m.id) AS reports,
                (SELECT coalesce(sum(d.receipts), 0) FROM delivery_report d WHERE d.message_id = m.id) AS receipts,
                (SELECT coalesce(string_agg(e.status, ',' ORDER BY e.version), '')
                    FROM message_event e WHERE e.message_id = m.id) AS events
            FROM message m
            WHERE m.id = ANY (?)
            """;

    private Verification() {}

    /**
     * Returns how many callbacks were acknowledged and found.
     *
     * @throws Lost when one is missing or folded wrong
     */
    static int verify(Corpus corpus, byte[] acknowledged, Sessions database) {
        int found = 0;
        try (var connection = database.open()) {
            for (int from = 0; from < corpus.size(); from += BATCH) {
                int to = Math.min(from + BATCH, corpus.size());
                var kept = kept(corpus, from, to, connection);
                for (int index = from; index < to; index++) {
                    require(corpus.id(index), kept, acknowledged[index]);
                    found += Integer.bitCount(acknowledged[index]);
                }
            }
        } catch (SQLException e) {
            throw new DatabaseFailed(e);
        }
        return found;
    }

    private static void require(UUID id, Map<UUID, Kept> kept, int acknowledged) {
        var message = kept.get(id);
        if (message == null) {
            throw new Lost("message %s is gone".formatted(id));
        }
        message.fault(acknowledged).ifPresent(fault -> {
            throw new Lost("message %s: %s".formatted(id, fault));
        });
    }

    private static Map<UUID, Kept> kept(Corpus corpus, int from, int to, Connection connection) throws SQLException {
        var ids = IntStream.range(from, to).mapToObj(corpus::id).toArray(UUID[]::new);
        try (var statement = connection.prepareStatement(KEPT)) {
            statement.setArray(1, connection.createArrayOf("uuid", ids));
            try (var rows = statement.executeQuery()) {
                var kept = new HashMap<UUID, Kept>();
                while (rows.next()) {
                    kept.put(rows.getObject("id", UUID.class), kept(rows));
                }
                return kept;
            }
        }
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                row.getString("status"),
                row.getLong("version"),
                row.getString("reports"),
                row.getLong("receipts"),
                row.getString("events"));
    }
}
