package waybill.adapter.persistence;

import static java.util.Objects.requireNonNull;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import waybill.application.port.out.Idempotency;
import waybill.application.port.out.MessageQuery;
import waybill.application.port.out.MessageStore;
import waybill.application.port.out.OutcomeUnknown;
import waybill.application.port.out.Page;
import waybill.application.port.out.RawBody;
import waybill.application.port.out.ReceivedReport;
import waybill.application.port.out.StoreUnavailable;
import waybill.application.port.out.Timeline;
import waybill.application.port.out.Timeline.AttemptEntry;
import waybill.application.port.out.Timeline.Entry;
import waybill.application.port.out.Timeline.EventEntry;
import waybill.application.port.out.Timeline.ListingEntry;
import waybill.application.port.out.Timeline.LookupEntry;
import waybill.application.port.out.Timeline.ReportEntry;
import waybill.domain.ClientReference;
import waybill.domain.Fingerprint;
import waybill.domain.Message;
import waybill.domain.MessageId;
import waybill.domain.Status;
import waybill.domain.Verdict;

/** The messages in PostgreSQL, as callers create and read them. */
final class PostgresMessages implements MessageStore {
    /** Longer than a rival takes to commit. What waits longer is tried again by halves, and nothing is lost by that. */
    private static final String KEY_TIMEOUT_OF_MANY = "50ms";

    /** What was found to wait alone, others wait behind: a key that is busy for longer is told to be. */
    private static final String KEY_TIMEOUT_OF_ONE = "250ms";

    private static final System.Logger LOG = System.getLogger(PostgresMessages.class.getName());

    private final Statements statements;

    PostgresMessages(Statements statements) {
        this.statements = requireNonNull(statements, "statements");
    }

    @Override
    public List<Acceptance> accept(List<NewMessage> messages) {
        try {
            var stored = Set.copyOf(statements.attemptToWrite(
                    MessageSql.ACCEPT.name(),
                    MessageSql.ACCEPT.text(),
                    List.of(rows(messages), messages.size() > 1 ? KEY_TIMEOUT_OF_MANY : KEY_TIMEOUT_OF_ONE),
                    row -> new MessageId(Values.uuid(row, "id"))));
            var earlier = earlierIfReadable(messages, stored);
            return messages.stream()
                    .map(message -> stored.contains(message.message().id())
                            ? new Acceptance.Accepted()
                            : replay(message.idempotency().orElseThrow(), earlier))
                    .toList();
        } catch (DatabaseFailure e) {
            return switch (e.effect()) {
                case LOCKED -> busy(messages, e);
                case UNKNOWN ->
                    throw new OutcomeUnknown(messages.getFirst().message().id(), e);
                case NOT_DONE -> throw new StoreUnavailable(String.valueOf(e.getMessage()), e);
                case ROLLED_BACK -> throw new StoreUnavailable(String.valueOf(e.getMessage()), e);
                case BUG -> throw e;
            };
        }
    }

    private static List<Acceptance> busy(List<NewMessage> messages, DatabaseFailure locked) {
        if (messages.size() > 1) {
            // One of the keys is busy, and its neighbours are not to be told so.
            throw locked;
        }
        if (messages.getFirst().idempotency().isEmpty()) {
            // A table is.
            throw new StoreUnavailable(String.valueOf(locked.getMessage()), locked);
        }
        return List.of(new Acceptance.KeyBusy());
    }

    private static ArrayParameter rows(List<NewMessage> messages) {
        return new Columns<>(messages)
                .id(row -> row.message().id().value())
                .text(row -> row.message().from().text())
                .text(row -> row.message().to().text())
                .text(row -> row.message().text().value())
                .text(row -> row.message()
                        .clientReference()
                        .map(ClientReference::value)
                        .orElse(null))
                .time(row -> row.message().createdAt())
                .time(row -> row.message().expiresAt())
                .bytes(row -> row.idempotency().map(key -> key.scope().bytes()).orElse(null))
                .text(row -> row.idempotency().map(Idempotency::key).orElse(null))
                .bytes(row ->
                        row.idempotency().map(key -> key.payload().bytes()).orElse(null))
                .rows();
    }

    /** A key within its scope. */
    private record ScopedKey(Fingerprint scope, String key) {}

    private record Earlier(ScopedKey key, Fingerprint payload, Message message) {}

    /** What is stored is said to be, whatever this comes to: callers who hear that nothing was would send it again. */
    private Map<ScopedKey, Earlier> earlierIfReadable(List<NewMessage> messages, Set<MessageId> stored) {
        try {
            return earlier(messages, stored);
        } catch (RuntimeException e) {
            if (stored.isEmpty()) {
                throw e;
            }
            LOG.log(Level.WARNING, "what was stored with repeated keys could not be read; they are tried again", e);
            return Map.of();
        }
    }

    private Map<ScopedKey, Earlier> earlier(List<NewMessage> messages, Set<MessageId> stored) {
        var keys = messages.stream()
                .filter(message -> !stored.contains(message.message().id()))
                .flatMap(message -> message.idempotency().stream())
                .toList();
        if (keys.isEmpty()) {
            return Map.of();
        }
        var parameters = new Columns<>(keys)
                .bytes(key -> key.scope().bytes())
                .text(Idempotency::key)
                .arrays();
        return statements
                .query(
                        MessageSql.FIND_KEYS,
                        parameters,
                        row -> new Earlier(
                                new ScopedKey(Fingerprint.of(Values.bytes(row, "scope")), Values.text(row, "key")),
                                Fingerprint.of(Values.bytes(row, "payload")),
                                MessageRow.message(row)))
                .stream()
                .collect(Collectors.toMap(Earlier::key, Function.identity(), (first, _) -> first));
    }

    private static Acceptance replay(Idempotency idempotency, Map<ScopedKey, Earlier> earlier) {
        var first = earlier.get(new ScopedKey(idempotency.scope(), idempotency.key()));
        if (first == null) {
            return new Acceptance.KeyBusy();
        }
        return first.payload().equals(idempotency.payload())
                ? new Acceptance.Replayed(first.message())
                : new Acceptance.KeyReused();
    }

    @Override
    public Optional<Message> find(MessageId id) {
        return statements.queryDirectly(MessageSql.FIND, List.of(id.toString()), MessageRow::message).stream()
                .findFirst();
    }

    @Override
    public Page<Message, MessageId> list(MessageQuery query) {
        var filters = new ListFilters(query);
        var messages = statements.query(
                MessageSql.LIST.name(),
                MessageSql.LIST.text() + filters.text(),
                filters.parameters(),
                MessageRow::message);
        return Pages.of(messages, query.limit(), Message::id);
    }

    @Override
    public Optional<Timeline> timeline(MessageId id) {
        return find(id).map(message -> new Timeline(message, entries(id)));
    }

    private List<Entry> entries(MessageId id) {
        var parameters = List.of(id.toString());
        var events = statements.query(MessageSql.EVENTS, parameters, PostgresMessages::event);
        var attempts = statements.query(MessageSql.ATTEMPTS, parameters, PostgresMessages::attempt);
        var reports = statements.query(MessageSql.REPORTS, parameters, PostgresMessages::report);
        var listings = statements.query(MessageSql.LISTINGS, parameters, row -> new ListingEntry(ListingRow.read(row)));
        return Stream.<List<? extends Entry>>of(attempts, reports, listings, events)
                .flatMap(List::stream)
                .<Entry>map(entry -> entry)
                .toList();
    }

    private static EventEntry event(Row row) {
        return new EventEntry(
                Values.time(row, "at"),
                Status.parse(Values.text(row, "status")).orElseThrow(),
                Values.number(row, "version"));
    }

    private static AttemptEntry attempt(Row row) {
        var ended = AttemptRow.read(row);
        return new AttemptEntry(ended.at(), ended.attempt(), ended.outcome());
    }

    private static Entry report(Row row) {
        return Values.text(row, "source").equals(ReceivedReport.Source.LOOKUP.text()) ? lookup(row) : callback(row);
    }

    private static LookupEntry lookup(Row row) {
        return new LookupEntry(
                ReportRow.read(row),
                Verdict.valueOf(Values.text(row, "verdict").toUpperCase(Locale.ROOT)),
                Values.number(row, "receipts"),
                Values.time(row, "last_received_at"),
                Values.bytesIfAny(row, "raw").map(RawBody::new));
    }

    private static ReportEntry callback(Row row) {
        return new ReportEntry(
                ReportRow.read(row),
                Verdict.valueOf(Values.text(row, "verdict").toUpperCase(Locale.ROOT)),
                Values.number(row, "receipts"),
                Values.time(row, "last_received_at"),
                Values.text(row, "authenticated_by"),
                Values.bytesIfAny(row, "raw").map(RawBody::new),
                0);
    }
}
