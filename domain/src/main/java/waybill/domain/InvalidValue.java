package waybill.domain;

import static java.util.Objects.requireNonNull;

/** A value that came from outside and is not what it should be. The text may be shown to whoever sent it. */
public final class InvalidValue extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    /** @param code a stable, machine-readable name of the fault, such as {@code invalid_phone_number} */
    public InvalidValue(String code, String detail) {
        super(requireNonNull(detail, "detail"));
        this.code = requireNonNull(code, "code");
    }

    public String code() {
        return code;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }
}
