package waybill.adapter.persistence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import waybill.application.port.out.MessageQuery;
import waybill.domain.ClientReference;
import waybill.domain.ErrorCode;
import waybill.domain.MessageId;
import waybill.domain.PhoneNumber;
import waybill.domain.Sender;
import waybill.domain.Status;

/**
 * The part of a list statement that depends on what is asked for. Which index answers it is decided here and not by the
 * planner, which sees no values: it takes one status to be as frequent as another, and would rather read all messages in the
 * order of their ids. So one filter is asked for as a range of what its index holds, pairs of a value and an id, and the list
 * is put in the order of that index, which is that of the ids since the value is one.
 */
final class ListFilters {
    private static final UUID LOWEST = new UUID(0, 0);
    private static final UUID HIGHEST = new UUID(-1, -1);

    /**
     * A message is as old as its id. Earlier versions made the id before they read the time, by as long as a request may
     * take, or after it by a clock that was then set back; what they stored is found as well.
     */
    private static final Duration ID_APART = Duration.ofSeconds(5);

    private static final String MESSAGES = "message m WHERE true";

    /** One by one, in the order of the statuses. */
    private static final String MESSAGES_BY_STATUS = """
            message_status s
            CROSS JOIN LATERAL (SELECT * FROM message WHERE id = s.message_id LIMIT 1) m
            WHERE true""";

    private final StringBuilder text = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    /**
     * A value asked for.
     *
     * @param column of a message
     * @param index the table and the pair of columns by which it is indexed, and what holds for every row in that index
     */
    private record Filter(String column, String value, Index index) {
        static Filter of(String column, String value, String indexed) {
            return new Filter(column, value, new Index(MESSAGES, column, "m.id", indexed));
        }
    }

    private record Index(String from, String column, String id, String indexed) {}

    ListFilters(MessageQuery query) {
        var filters = filters(query);
        filters.stream().findFirst().ifPresentOrElse(filter -> addRange(filter, query), () -> addRange(query));
        filters.stream().skip(1).forEach(filter -> add("AND %s = ?".formatted(filter.column()), filter.value()));
        query.since().ifPresent(since -> add("AND m.created_at >= ?::timestamptz", since.toString()));
        query.until().ifPresent(until -> add("AND m.created_at < ?::timestamptz", until.toString()));
        var order = filters.stream()
                .findFirst()
                .map(Filter::index)
                .map(index -> "%s DESC, %s DESC".formatted(index.column(), index.id()))
                .orElse("m.id DESC");
        add("ORDER BY %s LIMIT ?".formatted(order), query.limit() + 1);
    }

    /** The one that narrows most comes first: most messages are delivered in the end, and few senders send them. */
    private static List<Filter> filters(MessageQuery query) {
        var status = query.status()
                .map(Status::text)
                .map(value -> new Filter(
                        "m.status", value, new Index(MESSAGES_BY_STATUS, "s.status", "s.message_id", "true")));
        return Stream.of(
                        query.clientReference()
                                .map(ClientReference::value)
                                .map(value -> Filter.of("m.client_reference", value, "m.client_reference IS NOT NULL")),
                        query.to().map(PhoneNumber::text).map(value -> Filter.of("m.recipient", value, "true")),
                        query.errorCode()
                                .map(ErrorCode::value)
                                .map(value -> Filter.of("m.error_code", value, "m.error_code <> ''")),
                        status.filter(_ -> !query.status().equals(Optional.of(Status.DELIVERED))),
                        query.from().map(Sender::text).map(value -> Filter.of("m.sender", value, "true")),
                        status.filter(_ -> query.status().equals(Optional.of(Status.DELIVERED))))
                .flatMap(Optional::stream)
                .toList();
    }

    private void addRange(Filter filter, MessageQuery query) {
        var index = filter.index();
        var pair = "(%s, %s)".formatted(index.column(), index.id());
        add(index.from());
        add("AND %s >= (?, ?::uuid)".formatted(pair), filter.value(), lowest(query));
        add("AND %s %s (?, ?::uuid)".formatted(pair, upTo(query)), filter.value(), highest(query));
        add("AND " + index.indexed());
    }

    private void addRange(MessageQuery query) {
        add(MESSAGES);
        add("AND m.id >= ?::uuid", lowest(query));
        add("AND m.id %s ?::uuid".formatted(upTo(query)), highest(query));
    }

    private static String lowest(MessageQuery query) {
        return query.since()
                .map(since -> MessageId.of(since.minus(ID_APART), 0, 0).value())
                .orElse(LOWEST)
                .toString();
    }

    private static String highest(MessageQuery query) {
        return cursor(query)
                .or(() -> lastBefore(query))
                .map(MessageId::value)
                .orElse(HIGHEST)
                .toString();
    }

    private static String upTo(MessageQuery query) {
        return cursor(query).isPresent() ? "<" : "<=";
    }

    /** Where the page before ended, if that is what bounds this one. */
    private static Optional<MessageId> cursor(MessageQuery query) {
        return query.after()
                .filter(after -> lastBefore(query)
                        .filter(last -> last.compareTo(after) < 0)
                        .isEmpty());
    }

    private static Optional<MessageId> lastBefore(MessageQuery query) {
        return query.until().map(until -> MessageId.of(until.plus(ID_APART), -1, -1));
    }

    private void add(String condition, Object... values) {
        text.append(condition).append('\n');
        parameters.addAll(List.of(values));
    }

    String text() {
        return text.toString();
    }

    List<Object> parameters() {
        return parameters;
    }
}
