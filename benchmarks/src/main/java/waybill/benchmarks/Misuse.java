package waybill.benchmarks;

/** The command line asks for what cannot be understood or done; the message says in one sentence what. */
final class Misuse extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Misuse(String sentence) {
        super(sentence);
    }
}
