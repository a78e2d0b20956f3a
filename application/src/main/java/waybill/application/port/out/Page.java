package waybill.application.port.out;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * Part of a list.
 *
 * @param next where the next part begins; empty at the end
 */
public record Page<T, C>(List<T> items, Optional<C> next) {
    public Page {
        items = List.copyOf(items);
        requireNonNull(next, "next");
    }
}
