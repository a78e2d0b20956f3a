package waybill.adapter.persistence;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The statement that adds to the ledger, made of the parts that there is something for: each costs time even when it has
 * nothing to do. It writes only where the revision read still holds, and everything of a message at once. Rows are locked in
 * the order in which the changes come, by which whoever sorts them keeps out of each other's way; the few that meet all the
 * same are told by the database and tried again.
 *
 * <p>What is updated is named thrice: by what it is joined with; by all ids of the batch, so that no plan visits more than
 * their rows, whichever way it joins; and by their range, so that only the months in it are opened.
 */
final class AppendSql {
    static final String NAME = "APPEND";

    private static final Map<Set<Part>, String> TEXTS = new ConcurrentHashMap<>();

    private static final String CHANGE = """
            WITH change AS (
                SELECT * FROM unnest(?::change_row[])
            ), written AS (
                UPDATE message m
                SET status = c.status,
                    status_since = c.status_since,
                    provider_id = c.provider_id,
                    error_code = c.error_code,
                    refused_status = c.refused_status,
                    refused_detail = c.refused_detail,
                    report_fingerprint = c.report_fingerprint,
                    report_sequence = c.report_sequence,
                    cost_amount = c.cost_amount,
                    cost_currency = c.cost_currency,
                    cost_units = c.cost_units,
                    mcc = c.mcc,
                    mnc = c.mnc,
                    further_ids = c.further_ids,
                    closed_at = c.closed_at,
                    outcome = c.outcome,
                    version = m.version + c.events,
                    revision = m.revision + 1,
                    due_at = CASE c.schedule
                        WHEN 'unchanged' THEN m.due_at
                        WHEN 'due' THEN now() + c.delay_ms * interval '1 millisecond'
                    END,
                    leased_until = CASE c.schedule WHEN 'unchanged' THEN m.leased_until END
                FROM change c
                WHERE m.id = c.id AND m.revision = c.revision
                    AND m.id = ANY (?::uuid[]) AND m.id BETWEEN ?::uuid AND ?::uuid
                RETURNING m.id
            )""";

    /**
     * Of what belongs to messages, what belongs to those that were written. Not a join, which would have to be sorted again:
     * rows go in as they come.
     */
    private static final String IS_WRITTEN = "(message_id IN (SELECT id FROM written)) IS TRUE";

    private static final String ADOPTING = """
            unnest(?::report_row[]) WITH ORDINALITY
                            LEFT JOIN adopted ON adopted_by = message_id AND adopted = fingerprint""";

    /** Which of two parts of a statement that writes comes first is not said, unless one asks what the other did. */
    private static final String AFTER_ATTEMPTS = " AND (SELECT count(*) FROM attempt) IS NOT NULL";

    private static final String RECEIVED = """
            SELECT message_id, fingerprint, 1 AS receipts, at
                        FROM unnest(?::uuid[], ?::bytea[], ?::timestamptz[]) AS r (message_id, fingerprint, at)""";

    private AppendSql() {}

    /** What may be added, in the order of the parameters. */
    enum Part {
        /** The row that tells the status moves to the new one, and the next look-up is put off. */
        STATUS,
        /** An orphan leaves its table in the same breath in which it enters the ledger, with the receipts it has by then. */
        ADOPTED,
        /** Numbered before the reports that come with it, for in this order they were folded. */
        ATTEMPT,
        REPORT,
        LISTING,
        /** An attempt that was given up and may have happened: queued to be settled, with the lease it had until now. */
        UNSETTLED,
        EVENT,
        ALIAS,
        RECEIPT
    }

    static String text(Set<Part> parts) {
        return TEXTS.computeIfAbsent(Set.copyOf(parts), AppendSql::compose);
    }

    private static String compose(Set<Part> parts) {
        var text = new StringBuilder(CHANGE);
        for (var part : Part.values()) {
            if (parts.contains(part)) {
                text.append(", ")
                        .append(part.name())
                        .append(" AS (\n")
                        .append(text(part, parts))
                        .append(")");
            }
        }
        return text.append("\nSELECT id FROM written").toString();
    }

    private static String text(Part part, Set<Part> parts) {
        boolean adopts = parts.contains(Part.ADOPTED);
        return switch (part) {
            case STATUS -> """
                UPDATE message_status s
                SET status = c.status,
                    next_lookup_at = CASE WHEN c.awaits_report THEN now() + ? * interval '1 millisecond' END,
                    lookups = 0
                FROM change c
                WHERE s.status = c.before AND s.message_id = c.id
                    AND s.status = ANY (?::text[])
                    AND s.message_id = ANY (?::uuid[]) AND s.message_id BETWEEN ?::uuid AND ?::uuid
                    AND (c.id IN (SELECT id FROM written)) IS TRUE
                """;
            case ADOPTED -> """
                DELETE FROM orphan_report o
                USING unnest(?::uuid[], ?::bytea[]) AS a (message_id, fingerprint), written w
                WHERE w.id = a.message_id AND o.fingerprint = a.fingerprint
                RETURNING
                    a.message_id AS adopted_by, o.fingerprint AS adopted, o.receipts AS adopted_receipts,
                    o.last_received_at AS adopted_last
                """;
            case ATTEMPT -> """
                INSERT INTO submission_attempt (
                    message_id, attempt, outcome, provider_id, reason, http_status, retry_after_ms, ended_at)
                SELECT message_id, attempt, outcome, provider_id, reason, http_status, retry_after_ms, ended_at
                FROM unnest(?::attempt_row[])
                WHERE %s
                ON CONFLICT (message_id, attempt, outcome) DO NOTHING
                RETURNING attempt
                """.formatted(IS_WRITTEN);
            case REPORT -> report(adopts, parts.contains(Part.ATTEMPT));
            case LISTING -> """
                INSERT INTO message_listing (
                    message_id, attempt, finding, window_from, window_until, records, begun_at, ended_at)
                SELECT message_id, attempt, finding, window_from, window_until, records, begun_at, ended_at
                FROM unnest(
                    ?::uuid[], ?::integer[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::integer[],
                    ?::timestamptz[], ?::timestamptz[])
                    AS l (message_id, attempt, finding, window_from, window_until, records, begun_at, ended_at)
                JOIN written w ON w.id = l.message_id
                ON CONFLICT (message_id, attempt, begun_at) DO NOTHING
                """;
            case UNSETTLED -> """
                INSERT INTO settlement (message_id, attempt, lease_end, ended_at)
                SELECT u.message_id, u.attempt, l.lease_end, least(l.lease_end, now())
                FROM unnest(?::uuid[], ?::integer[]) AS u (message_id, attempt)
                JOIN written w ON w.id = u.message_id
                CROSS JOIN LATERAL (
                    SELECT leased_until AS lease_end FROM message WHERE id = u.message_id LIMIT 1) l
                WHERE l.lease_end IS NOT NULL
                ORDER BY u.message_id
                ON CONFLICT (message_id) DO UPDATE
                SET attempt = excluded.attempt,
                    lease_end = excluded.lease_end,
                    ended_at = excluded.ended_at,
                    next_at = excluded.next_at
                """;
            case EVENT -> """
                INSERT INTO message_event (message_id, version, status, at, epoch)
                SELECT message_id, version, status, at, (SELECT epoch FROM installation)
                FROM unnest(?::event_row[])
                WHERE %s
                """.formatted(IS_WRITTEN);
            case ALIAS -> """
                INSERT INTO provider_alias (provider_id, message_id)
                SELECT a.provider_id, a.message_id
                FROM unnest(?::uuid[], ?::text[]) AS a (message_id, provider_id)
                JOIN written w ON w.id = a.message_id
                ON CONFLICT DO NOTHING
                """;
            case RECEIPT -> receipt(adopts);
        };
    }

    /**
     * A report that is there already is none that was read with this revision: whoever adds one raises the revision. What
     * orphans bring along has to be joined, and the order of the reports made again.
     */
    private static String report(boolean adopts, boolean afterAttempts) {
        return """
                INSERT INTO delivery_report (
                    message_id, verdict, receipts, last_received_at, authenticated_by, raw, source, %1$s)
                SELECT message_id, verdict, %2$s, authenticated_by, raw, source, %1$s
                FROM %3$s
                WHERE %4$s
                """.formatted(
                        ReportRow.COLUMNS,
                        adopts
                                ? "coalesce(adopted_receipts, receipts), coalesce(adopted_last, received_at)"
                                : "receipts, received_at",
                        adopts ? ADOPTING : "unnest(?::report_row[])",
                        IS_WRITTEN + (afterAttempts ? AFTER_ATTEMPTS : "") + (adopts ? " ORDER BY ordinality" : ""));
    }

    /** Of reports that the ledger holds already; an orphan among them brings its receipts along. */
    private static String receipt(boolean adopts) {
        return """
                UPDATE delivery_report d
                SET receipts = d.receipts + r.receipts,
                    last_received_at = greatest(d.last_received_at, r.at)
                FROM (
                    SELECT message_id, fingerprint, sum(receipts) AS receipts, max(at) AS at
                    FROM (
                        %s) r
                    GROUP BY message_id, fingerprint
                    ORDER BY message_id, fingerprint) r
                WHERE d.message_id = r.message_id AND d.fingerprint = r.fingerprint
                """.formatted(
                        adopts
                                ? RECEIVED
                                        + " UNION ALL SELECT adopted_by, adopted, adopted_receipts, adopted_last FROM adopted"
                                : RECEIVED);
    }
}
