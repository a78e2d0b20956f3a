package waybill.adapter.http;

import static java.util.Objects.requireNonNull;

/** A request that is refused before it is understood, whereupon its connection is closed. */
final class WireRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final ProblemCode code;

    /** @param detail never holds anything of the request */
    WireRefusal(ProblemCode code, String detail) {
        super(requireNonNull(detail, "detail"), null, false, false);
        this.code = requireNonNull(code, "code");
    }

    static WireRefusal malformed(String detail) {
        return new WireRefusal(ProblemCode.MALFORMED_REQUEST, detail);
    }

    static WireRefusal overloaded() {
        return new WireRefusal(ProblemCode.OVERLOADED, "too much is coming in at once; nothing was done");
    }

    Problem problem() {
        var problem = Problem.of(code, String.valueOf(getMessage()));
        return code == ProblemCode.OVERLOADED ? problem.retryLater() : problem;
    }
}
