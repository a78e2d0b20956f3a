package waybill.adapter.plivo;

/**
 * Which callbacks count that carry only a V2 signature. It covers the URL and neither method nor body: a captured
 * header pair authenticates any body sent to that URL, for ever.
 */
public enum V2Policy {
    /** Only those on a message's own URL, and only as far as they agree with that message. */
    OWN_URL,
    /** All of them, as if the body were signed too. */
    ALWAYS,
    /** None. */
    NEVER
}
