package waybill.adapter.persistence;

/** Statements that keep the house. */
enum MaintenanceSql implements SqlStatement {
    PING("SELECT 1 AS one"),
    ENSURE_PARTITIONS("SELECT 1 AS one FROM ensure_partitions(?)");

    private final String text;

    MaintenanceSql(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
