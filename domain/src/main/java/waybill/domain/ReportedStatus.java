package waybill.domain;

/** What a report says of a message. */
public enum ReportedStatus {
    QUEUED,
    SENT,
    DELIVERED,
    UNDELIVERED,
    FAILED,
    REJECTED,
    /** A status we do not know, WhatsApp's {@code read} among them: kept, and it changes nothing. */
    UNKNOWN
}
