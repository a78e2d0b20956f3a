package waybill.application.simulation;

/** What may go wrong, or just otherwise than usual, and how often of a thousand occasions where a seed allows it. */
enum Mishap {
    NODE_CRASHES(4, true),
    NODE_FREEZES(3, true),
    TIME_LEAPS(15, true),
    STORE_REFUSES(15, true),
    STORE_GOES_AWAY(1, true),
    COMMIT_UNANSWERED(120, true),
    PLIVO_UNREACHABLE(100, true),
    PLIVO_BUSY(300, true),
    PLIVO_UNAUTHORIZED(20, true),
    PLIVO_ERROR(60, true),
    REQUEST_SLOW(150, true),
    RESPONSE_SLOW(250, true),
    LOOKUP_FAILS(200, false),
    LIST_FAILS(200, true),
    MESSAGE_REFUSED(60, false),
    MESSAGE_FAILS(250, false),
    CARRIER_SILENT(150, false),
    SHORT_DEADLINE(150, false),
    SHARED_URL(400, false),
    CALLBACK_LOST(100, false),
    CALLBACK_DOUBLED(150, false),
    CALLBACK_LATE(200, false),
    TRY_LOST(100, false),
    ACKNOWLEDGEMENT_LOST(100, false),
    FOREIGN_MESSAGE(100, false),
    CALLER_ASKS_AGAIN(200, false);

    private final int perThousand;
    private final boolean inTroubleOnly;

    Mishap(int perThousand, boolean inTroubleOnly) {
        this.perThousand = perThousand;
        this.inTroubleOnly = inTroubleOnly;
    }

    int perThousand() {
        return perThousand;
    }

    /** Whether it has an end, after which everything must come right. */
    boolean isInTroubleOnly() {
        return inTroubleOnly;
    }
}
