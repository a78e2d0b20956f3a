package waybill.adapter.plivo;

/** A callback that cannot be read, so that no signature could be checked. The text may be shown to whoever sent it. */
final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String detail) {
        // Anyone can cause it as often as they like: no stack trace, no suppression.
        super(detail, null, false, false);
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
