package waybill.adapter.persistence;

/** Statements on the ledger and on the messages folded from it. */
enum LedgerSql implements SqlStatement {
    /**
     * By the id in the callback URL. What is looked up for each row is written so that it can only be done by index: the
     * planner knows neither how many are asked for nor how large the ledger has become since it made its plan.
     */
    LOCATE_BY_ID(
            """
            SELECT a.place, %s, %s
            FROM unnest(?::integer[], ?::uuid[], ?::bytea[]) AS a (place, id, fingerprint)
            CROSS JOIN LATERAL (SELECT * FROM message WHERE id = a.id AND id BETWEEN ?::uuid AND ?::uuid LIMIT 1) m
            """.formatted(Known.column("AND d.message_id BETWEEN ?::uuid AND ?::uuid"), MessageRow.STORED_COLUMNS)),

    /** By an id of the provider's, also one that is known besides the shown. */
    LOCATE_BY_PROVIDER_ID("""
            SELECT a.place, %s, %s
            FROM unnest(?::integer[], ?::text[], ?::bytea[]) AS a (place, provider_id, fingerprint)
            CROSS JOIN LATERAL (
                (SELECT id FROM message WHERE provider_id = a.provider_id LIMIT 1)
                UNION
                (SELECT message_id FROM provider_alias p WHERE p.provider_id = a.provider_id LIMIT 1)) named
            CROSS JOIN LATERAL (SELECT * FROM message WHERE id = named.id LIMIT 1) m
            """.formatted(Known.column(""), MessageRow.STORED_COLUMNS)),

    FIND("""
            SELECT %s FROM message m WHERE m.id = ANY (?::uuid[]) AND m.id BETWEEN ?::uuid AND ?::uuid
            """.formatted(MessageRow.STORED_COLUMNS)),

    /** What the event log alone knows: when a message was first taken, and that its deadline passed. */
    HISTORY_EVENTS("""
            SELECT message_id, status, at
            FROM message_event
            WHERE message_id = ANY (?::uuid[]) AND status IN ('submitting', 'expired')
            ORDER BY message_id, version
            """),

    HISTORY_ATTEMPTS("""
            SELECT message_id, number, attempt, outcome, provider_id, reason, http_status, retry_after_ms, ended_at
            FROM submission_attempt
            WHERE message_id = ANY (?::uuid[])
            ORDER BY number
            """),

    HISTORY_LISTINGS("""
            SELECT message_id, number, %s
            FROM message_listing
            WHERE message_id = ANY (?::uuid[])
            ORDER BY number
            """.formatted(ListingRow.COLUMNS)),

    HISTORY_REPORTS("""
            SELECT message_id, number, %s
            FROM delivery_report
            WHERE message_id = ANY (?::uuid[])
            ORDER BY number
            """.formatted(ReportRow.COLUMNS));

    /** Whether the ledger of message {@code m} holds the report asked for. */
    private static final class Known {
        static String column(String within) {
            return """
                (SELECT true
                    FROM delivery_report d
                    WHERE d.message_id = m.id AND d.fingerprint = a.fingerprint %s
                    LIMIT 1) IS NOT NULL AS known""".formatted(within);
        }
    }

    private final String text;

    LedgerSql(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
