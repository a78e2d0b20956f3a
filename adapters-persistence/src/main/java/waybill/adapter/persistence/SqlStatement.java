package waybill.adapter.persistence;

/** A statement with a name for logs and metrics. Implemented by enums of text blocks. */
interface SqlStatement {
    String name();

    String text();
}
