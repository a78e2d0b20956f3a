package waybill.adapter.persistence;

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

    private final StringBuilder text = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    /**
     * A value asked for.
     *
     * @param indexed what holds for every row in the index of the column
     */
    private record Filter(String column, String value, String indexed) {}

    ListFilters(MessageQuery query) {
        var filters = filters(query);
        var leading = filters.stream().findFirst();
        leading.ifPresentOrElse(filter -> addRange(filter, query), () -> addRange(query));
        filters.stream().skip(1).forEach(filter -> add("AND %s = ?".formatted(filter.column()), filter.value()));
        query.since().ifPresent(since -> add("AND m.created_at >= ?::timestamptz", since.toString()));
        query.until().ifPresent(until -> add("AND m.created_at < ?::timestamptz", until.toString()));
        var order = leading.map(filter -> filter.column() + " DESC, ").orElse("");
        add("ORDER BY %sm.id DESC LIMIT ?".formatted(order), query.limit() + 1);
    }

    /** The one that narrows most comes first: most messages are delivered in the end, and few senders send them. */
    private static List<Filter> filters(MessageQuery query) {
        var status = query.status().map(value -> new Filter("m.status", value.text(), "true"));
        return Stream.of(
                        query.clientReference()
                                .map(ClientReference::value)
                                .map(value ->
                                        new Filter("m.client_reference", value, "m.client_reference IS NOT NULL")),
                        query.to().map(PhoneNumber::text).map(value -> new Filter("m.recipient", value, "true")),
                        query.errorCode()
                                .map(ErrorCode::value)
                                .map(value -> new Filter("m.error_code", value, "m.error_code <> ''")),
                        status.filter(_ -> !query.status().equals(Optional.of(Status.DELIVERED))),
                        query.from().map(Sender::text).map(value -> new Filter("m.sender", value, "true")),
                        status.filter(_ -> query.status().equals(Optional.of(Status.DELIVERED))))
                .flatMap(Optional::stream)
                .toList();
    }

    private void addRange(Filter filter, MessageQuery query) {
        var pair = "(%s, m.id)".formatted(filter.column());
        add("AND %s >= (?, ?::uuid)".formatted(pair), filter.value(), lowest(query));
        add("AND %s %s (?, ?::uuid)".formatted(pair, upTo(query)), filter.value(), highest(query));
        add("AND " + filter.indexed());
    }

    private void addRange(MessageQuery query) {
        add("AND m.id >= ?::uuid", lowest(query));
        add("AND m.id %s ?::uuid".formatted(upTo(query)), highest(query));
    }

    private static String lowest(MessageQuery query) {
        return query.since()
                .map(since -> MessageId.of(since, 0, 0).value())
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
        return query.until().map(until -> MessageId.of(until, -1, -1));
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
