package waybill.application.port.out;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import waybill.domain.Message;

/** What is asked for in a list. */
final class InMemoryLists {
    private InMemoryLists() {}

    static boolean matches(Message message, MessageQuery query) {
        return query.status().map(message.state().status()::equals).orElse(true)
                && query.to().map(message.to()::equals).orElse(true)
                && query.from().map(message.from()::equals).orElse(true)
                && query.errorCode().map(message.state().errorCode()::equals).orElse(true)
                && query.clientReference()
                        .map(Optional::of)
                        .map(message.clientReference()::equals)
                        .orElse(true)
                && query.since()
                        .map(since -> !message.createdAt().isBefore(since))
                        .orElse(true)
                && query.until().map(message.createdAt()::isBefore).orElse(true)
                && query.after().map(after -> message.id().compareTo(after) < 0).orElse(true);
    }

    static <T, C> Page<T, C> page(List<T> found, int limit, Function<T, C> cursor) {
        return found.size() <= limit
                ? new Page<>(found, Optional.empty())
                : new Page<>(found.subList(0, limit), Optional.of(cursor.apply(found.get(limit - 1))));
    }
}
