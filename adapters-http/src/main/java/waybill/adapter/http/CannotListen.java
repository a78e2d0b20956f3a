package waybill.adapter.http;

/** The server cannot listen where it should. The text is one sentence that says what to do. */
public final class CannotListen extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CannotListen(String message, Throwable cause) {
        super(message, cause);
    }

    CannotListen(String message) {
        super(message);
    }
}
