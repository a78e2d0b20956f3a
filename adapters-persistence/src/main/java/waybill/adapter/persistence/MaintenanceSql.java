package waybill.adapter.persistence;

/** Statements that keep the house. */
enum MaintenanceSql implements SqlStatement {
    /** On a standby it is, too. */
    READ_ONLY("SELECT current_setting('transaction_read_only') = 'on' AS read_only"),

    /** One node at a time: IF NOT EXISTS does not see what another is about to commit. */
    ENSURE_PARTITIONS("""
            WITH turn AS MATERIALIZED (
                SELECT pg_advisory_xact_lock(hashtext('waybill partitions'))
            )
            SELECT 1 AS one, ensure_partitions(?) FROM turn
            """),

    /** Of those that are made ahead, the months that some table lacks. */
    MONTHS_NOT_MADE("""
            SELECT DISTINCT to_char(month, 'YYYY-MM') AS month
            FROM pg_class parent, generate_series(
                date_trunc('month', now() AT TIME ZONE 'UTC') - interval '1 month',
                date_trunc('month', now() AT TIME ZONE 'UTC') + ? * interval '1 month',
                interval '1 month') AS month
            WHERE parent.relkind = 'p'
                AND parent.relnamespace = (SELECT relnamespace FROM pg_class WHERE oid = 'message'::regclass)
                AND to_regclass(parent.relname || to_char(month, '_YYYY_MM')) IS NULL
            ORDER BY 1
            """);

    private final String text;

    MaintenanceSql(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
