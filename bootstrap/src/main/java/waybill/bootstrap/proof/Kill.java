package waybill.bootstrap.proof;

/** The ways in which something is killed, or stands still for too long. */
enum Kill {
    NODE("a node, at any moment"),
    BEFORE_COMMIT("a node, before its statement reached the database"),
    AFTER_COMMIT("a node, before it learned that its statement was committed"),
    BEFORE_REQUEST("a node, before its request reached Plivo"),
    AFTER_REQUEST("a node, before it learned what Plivo answered"),
    FROZEN("a node, standing still for longer than its lease"),
    BACKEND("a process of the database, by force"),
    SESSION("a session of the database"),
    DATABASE("the database, whole");

    private final String what;

    Kill(String what) {
        this.what = what;
    }

    String what() {
        return what;
    }
}
