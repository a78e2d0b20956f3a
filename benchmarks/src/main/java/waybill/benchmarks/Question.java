package waybill.benchmarks;

import java.util.List;

/**
 * Something that is asked of the list or of one message.
 *
 * @param path with its query, to which a cursor can be added
 */
record Question(String name, String path) {
    static final int LIMIT = 50;

    /** Every filter alone, and those that are asked for with a time. */
    static List<Question> all(String since, String until) {
        var time = "&since=%s&until=%s".formatted(since, until);
        return List.of(
                of("newest", ""),
                of("status, frequent", "&status=delivered"),
                of("status, rare", "&status=undelivered"),
                of("to", "&to=%2B15555550007"),
                of("from", "&from=%2B14155550107"),
                of("error_code", "&error_code=50"),
                of("client_reference", "&client_reference=order-4711"),
                of("since, until", time),
                of("status and time", "&status=undelivered" + time),
                of("to and time", "&to=%2B15555550007" + time));
    }

    /** Finds one message. */
    static String byReference() {
        return "/v1/messages?client_reference=order-4711";
    }

    private static Question of(String name, String filter) {
        return new Question(name, "/v1/messages?limit=" + LIMIT + filter);
    }
}
