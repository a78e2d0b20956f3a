package waybill.domain;

import java.util.Locale;

/** What became of a piece of evidence. */
public enum Verdict {
    /** It advanced what is known of the message. */
    APPLIED,
    /** The ledger holds the same report already. */
    DUPLICATE,
    /** More was known already, or it says nothing that could be applied. */
    STALE,
    /** It names another end than the one that stands. */
    CONTRADICTORY;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The name used in the interface and in storage. */
    public String text() {
        return text;
    }
}
