package waybill.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Puts messages into the database that Plivo has just taken, column for column as Waybill itself writes them: accepted,
 * submitting and submitted, one attempt, an id of Plivo's. Only the next look-up is further ahead than Waybill would have it:
 * no run gets there.
 */
final class Seeding {
    private static final int BATCH = 5_000;

    private static final String MESSAGES = """
            WITH incoming AS (
                SELECT id, provider_id::text, recipient
                FROM unnest(?::uuid[], ?::uuid[], ?::text[]) AS i (id, provider_id, recipient)
            ), attempt AS (
                INSERT INTO submission_attempt (message_id, attempt, outcome, provider_id, ended_at)
                SELECT id, 1, 'accepted', provider_id, now() FROM incoming
            ), event AS (
                INSERT INTO message_event (message_id, version, status, at, epoch)
                SELECT i.id, e.version, e.status, now(), n.epoch
                FROM incoming i, installation n,
                    (VALUES (1, 'accepted'), (2, 'submitting'), (3, 'submitted')) AS e (version, status)
            ), status AS (
                INSERT INTO message_status (status, message_id, next_lookup_at)
                SELECT 'submitted', id, now() + interval '7 days' FROM incoming
            )
            INSERT INTO message (
                id, sender, recipient, body, created_at, expires_at, status, status_since, provider_id, version,
                revision, attempts)
            SELECT id, '+%s', recipient, 'Your code is 4711', now(), now() + interval '3 hours', 'submitted', now(),
                provider_id, 3, 3, 1
            FROM incoming
            """.formatted(CallbackForm.SENDER);

    private Seeding() {}

    static void insert(Corpus corpus, Sessions database) {
        try (var connection = database.open()) {
            for (int from = 0; from < corpus.size(); from += BATCH) {
                insert(corpus, from, Math.min(from + BATCH, corpus.size()), connection);
            }
        } catch (SQLException e) {
            throw new DatabaseFailed(e);
        }
    }

    private static void insert(Corpus corpus, int from, int to, Connection connection) throws SQLException {
        var ids = IntStream.range(from, to).mapToObj(corpus::id).toArray(UUID[]::new);
        var providerIds = IntStream.range(from, to).mapToObj(corpus::providerId).toArray(UUID[]::new);
        var recipients = IntStream.range(from, to).mapToObj(corpus::to).toArray(String[]::new);
        try (var statement = connection.prepareStatement(MESSAGES)) {
            statement.setArray(1, connection.createArrayOf("uuid", ids));
            statement.setArray(2, connection.createArrayOf("uuid", providerIds));
            statement.setArray(3, connection.createArrayOf("text", recipients));
            statement.executeUpdate();
        }
    }
}
