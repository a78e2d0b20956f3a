package waybill.adapter.http;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with a request, told all at once, but not without end: an answer must not be as long as one likes. */
final class FieldErrors {
    /** As {@code docs/problems.md} says. */
    static final int MAX = 20;

    private final List<FieldError> errors = new ArrayList<>();

    /** One beyond those that are told is forgotten. */
    void add(String field, String code, String detail) {
        if (!isFull()) {
            errors.add(new FieldError(Shown.name(field), code, detail));
        }
    }

    /** Whether no further one is told, and it is idle to look for one. */
    boolean isFull() {
        return errors.size() == MAX;
    }

    /** To be called when all is read. */
    void complete() {
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
    }
}
