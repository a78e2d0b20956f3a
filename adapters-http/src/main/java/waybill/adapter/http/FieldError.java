package waybill.adapter.http;

import static java.util.Objects.requireNonNull;

/**
 * What is wrong with one field, parameter or header of a request.
 *
 * @param field its name
 * @param code a stable, machine-readable name of the fault
 */
record FieldError(String field, String code, String detail) {
    FieldError {
        requireNonNull(field, "field");
        requireNonNull(code, "code");
        requireNonNull(detail, "detail");
    }
}
