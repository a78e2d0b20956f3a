package waybill.simulator;

/** An answer of the API other than success. */
final class ApiProblem extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;

    ApiProblem(int status, String error) {
        super(error);
        this.status = status;
    }

    int status() {
        return status;
    }

    String error() {
        return String.valueOf(getMessage());
    }
}
