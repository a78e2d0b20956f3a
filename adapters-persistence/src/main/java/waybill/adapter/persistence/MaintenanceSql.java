package waybill.adapter.persistence;

/** Statements that keep the house. */
enum MaintenanceSql implements SqlStatement {
    PING("SELECT 1 AS one"),
    /** One node at a time: IF NOT EXISTS does not see what another is about to commit. */
    ENSURE_PARTITIONS("""
            WITH turn AS MATERIALIZED (
                SELECT pg_advisory_xact_lock(hashtext('waybill partitions'))
            )
            SELECT 1 AS one, ensure_partitions(?) FROM turn
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
