package waybill.adapter.persistence.embedded;

/** Says in one sentence, meant for the operator, why the embedded PostgreSQL does not run and what to do. */
public final class EmbeddedPostgresException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EmbeddedPostgresException(String sentence) {
        super(sentence);
    }

    EmbeddedPostgresException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
