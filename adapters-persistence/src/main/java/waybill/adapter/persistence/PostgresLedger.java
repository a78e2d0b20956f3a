package waybill.adapter.persistence;

import static java.util.Objects.requireNonNull;

import io.helidon.dbclient.DbRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import waybill.application.port.out.Ledger;
import waybill.application.port.out.MessageChange;
import waybill.application.port.out.MessageChange.JudgedReport;
import waybill.application.port.out.MessageChange.Schedule;
import waybill.application.port.out.MessageChange.StatusEvent;
import waybill.application.port.out.ReceivedReport;
import waybill.application.port.out.ReceivedReport.Content;
import waybill.application.port.out.Stored;
import waybill.domain.DeliveryReport;
import waybill.domain.Evidence;
import waybill.domain.Evidence.SubmissionEnded;
import waybill.domain.MessageId;
import waybill.domain.Status;

/** The ledger in PostgreSQL. */
final class PostgresLedger implements Ledger {
    private static final Located NOWHERE = new Located(Optional.empty(), false);

    private final Statements statements;
    private final Duration lookupAfter;

    /** @param lookupAfter how long after its last change an open message is looked up */
    PostgresLedger(Statements statements, Duration lookupAfter) {
        this.statements = requireNonNull(statements, "statements");
        this.lookupAfter = requireNonNull(lookupAfter, "lookupAfter");
    }

    @Override
    public List<Located> locate(List<ReceivedReport> reports) {
        var usable = IntStream.range(0, reports.size())
                .filter(place -> reports.get(place).content() instanceof Content.Usable)
                .mapToObj(place -> new Asked(place, reports.get(place)))
                .toList();
        var located = new ArrayList<>(Collections.nCopies(reports.size(), NOWHERE));
        if (!usable.isEmpty()) {
            statements.query(LedgerSql.LOCATE, asked(usable), row -> {
                var found = new Located(Optional.of(MessageRow.stored(row)), Values.flag(row, "known"));
                return located.set(Values.integerOf(row, "place"), found);
            });
        }
        return located;
    }

    private static List<Object> asked(List<Asked> reports) {
        return new Columns<>(reports)
                .integer(Asked::place)
                .flag(asked -> asked.received().ownId().isEmpty())
                .text(asked -> asked.ownId().orElse(null))
                .text(asked -> asked.report().providerId())
                .text(asked -> asked.report().wholeId())
                .bytes(asked -> asked.received().fingerprint().bytes())
                .parameters();
    }

    /** A usable report and its place among those asked for. */
    private record Asked(int place, ReceivedReport received) {
        /** Empty on the shared URL, and for whatever is no id of ours. */
        Optional<MessageId> ownId() {
            return received.ownId().flatMap(MessageId::parse);
        }

        DeliveryReport report() {
            return ((Content.Usable) received.content()).report();
        }
    }

    @Override
    public Map<MessageId, Stored> find(Set<MessageId> ids) {
        return statements.query(LedgerSql.FIND, List.of(texts(ids)), MessageRow::stored).stream()
                .collect(Collectors.toMap(stored -> stored.message().id(), Function.identity()));
    }

    @Override
    public Map<MessageId, List<Evidence>> histories(Set<MessageId> ids) {
        var parameters = List.of(texts(ids));
        var histories = new HashMap<MessageId, List<Evidence>>();
        statements.query(
                LedgerSql.HISTORY_EVENTS,
                parameters,
                row -> histories
                        .computeIfAbsent(messageId(row), _ -> new ArrayList<>())
                        .add(evidence(row)));
        var numbered = new ArrayList<Numbered>();
        numbered.addAll(statements.query(
                LedgerSql.HISTORY_ATTEMPTS,
                parameters,
                row -> new Numbered(Values.number(row, "number"), messageId(row), AttemptRow.read(row))));
        numbered.addAll(statements.query(
                LedgerSql.HISTORY_REPORTS,
                parameters,
                row -> new Numbered(
                        Values.number(row, "number"), messageId(row), new Evidence.Reported(ReportRow.read(row)))));
        numbered.stream()
                .sorted(Comparator.comparingLong(Numbered::number))
                .forEach(entry -> histories
                        .computeIfAbsent(entry.messageId(), _ -> new ArrayList<>())
                        .add(entry.evidence()));
        return histories;
    }

    private record Numbered(long number, MessageId messageId, Evidence evidence) {}

    private static Evidence evidence(DbRow row) {
        var at = Values.time(row, "at");
        return Values.text(row, "status").equals(Status.EXPIRED.text())
                ? new Evidence.DeadlinePassed(at)
                : new Evidence.SubmissionStarted(1, at);
    }

    private static MessageId messageId(DbRow row) {
        return new MessageId(Values.uuid(row, "message_id"));
    }

    @Override
    public Set<MessageId> append(List<MessageChange> changes, List<Receipt> receipts) {
        var parameters = new ArrayList<Object>();
        parameters.addAll(messageColumns(changes));
        parameters.add(lookupAfter.toMillis());
        parameters.addAll(reportColumns(each(changes, MessageChange::reports)));
        parameters.addAll(attemptColumns(each(changes, MessageChange::attempts)));
        parameters.addAll(eventColumns(changes));
        parameters.addAll(aliasColumns(changes));
        parameters.addAll(new Columns<>(receipts)
                .text(Receipt::messageId)
                .bytes(receipt -> receipt.fingerprint().bytes())
                .time(Receipt::at)
                .parameters());
        return Set.copyOf(statements.query(LedgerSql.APPEND, parameters, row -> new MessageId(Values.uuid(row, "id"))));
    }

    private static List<Object> messageColumns(List<MessageChange> changes) {
        var rows = changes.stream()
                .map(change ->
                        new Written(change, StateColumns.of(change.after().state())))
                .toList();
        return new Columns<>(rows)
                .text(row -> row.change().after().id())
                .number(row -> row.change().before().revision())
                .text(row -> row.state().status().text())
                .time(row -> row.state().since())
                .text(row -> row.state().providerId())
                .text(row -> row.state().errorCode())
                .integer(row -> row.state().refusedStatus())
                .text(row -> row.state().refusedDetail())
                .bytes(row -> row.state().fingerprint())
                .integer(row -> row.state().sequence())
                .decimal(row -> row.state().costAmount())
                .text(row -> row.state().costCurrency())
                .integer(row -> row.state().costUnits())
                .text(row -> row.state().mcc())
                .text(row -> row.state().mnc())
                .integer(row -> row.change().after().furtherIds())
                .time(row -> row.change().after().closedAt().orElse(null))
                .text(row -> row.change().after().outcome().orElse(null))
                .integer(row -> row.change().events().size())
                .text(row -> row.schedule())
                .number(row -> row.delayMillis())
                .parameters();
    }

    private record Written(MessageChange change, StateColumns state) {
        String schedule() {
            return switch (change.schedule()) {
                case Schedule.Unchanged() -> "unchanged";
                case Schedule.DueAfter _ -> "due";
                case Schedule.Done() -> "done";
            };
        }

        @Nullable
        Long delayMillis() {
            return change.schedule() instanceof Schedule.DueAfter(Duration delay) ? delay.toMillis() : null;
        }
    }

    private static List<Object> reportColumns(List<Part<JudgedReport>> reports) {
        var columns = new Columns<>(reports)
                .text(Part::messageId)
                .text(part -> part.value().verdict().text())
                .number(part -> (long) part.value().receipts())
                .text(part -> part.value().received().authenticatedBy())
                .bytes(part -> part.value().received().raw().bytes())
                .text(part -> part.value().received().source().text());
        return ReportRow.addTo(columns, part -> part.value().received()).parameters();
    }

    private static List<Object> attemptColumns(List<Part<SubmissionEnded>> attempts) {
        return new Columns<>(attempts)
                .text(Part::messageId)
                .integer(part -> part.value().attempt())
                .text(part -> AttemptRow.of(part.value().outcome()).outcome())
                .text(part -> AttemptRow.of(part.value().outcome()).providerId())
                .text(part -> AttemptRow.of(part.value().outcome()).reason())
                .integer(part -> AttemptRow.of(part.value().outcome()).httpStatus())
                .number(part -> AttemptRow.of(part.value().outcome()).retryAfterMillis())
                .time(part -> part.value().at())
                .parameters();
    }

    private static List<Object> eventColumns(List<MessageChange> changes) {
        var events = changes.stream()
                .flatMap(change -> IntStream.range(0, change.events().size())
                        .mapToObj(i -> new Part<>(
                                change.after().id(),
                                new Placed(i + 1L, change.events().get(i)))))
                .toList();
        return new Columns<>(events)
                .text(Part::messageId)
                .number(part -> part.value().position())
                .text(part -> part.value().event().status().text())
                .time(part -> part.value().event().at())
                .parameters();
    }

    private record Placed(long position, StatusEvent event) {}

    /** Of a message that goes under several ids, every id that this change speaks of, and those shown before and after. */
    private static List<Object> aliasColumns(List<MessageChange> changes) {
        var aliases = changes.stream()
                .filter(change -> change.after().furtherIds() > 0)
                .flatMap(change -> change.providerIds().stream()
                        .map(id -> new Part<>(change.after().id(), id)))
                .toList();
        return new Columns<>(aliases).text(Part::messageId).text(Part::value).parameters();
    }

    /** Something that belongs to a message. */
    private record Part<T>(MessageId messageId, T value) {}

    private static <T> List<Part<T>> each(List<MessageChange> changes, Function<MessageChange, List<T>> parts) {
        return changes.stream()
                .flatMap(change -> parts.apply(change).stream()
                        .map(part -> new Part<>(change.after().id(), part)))
                .toList();
    }

    private static Object texts(Set<MessageId> ids) {
        return ids.stream().map(MessageId::toString).toArray(String[]::new);
    }
}
