package waybill.adapter.persistence;

import static java.util.Objects.requireNonNull;

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
import java.util.stream.Stream;
import waybill.application.port.out.Ledger;
import waybill.application.port.out.MessageChange;
import waybill.application.port.out.ReceivedReport;
import waybill.application.port.out.ReceivedReport.Content;
import waybill.application.port.out.Stored;
import waybill.domain.Evidence;
import waybill.domain.Fingerprint;
import waybill.domain.MessageId;
import waybill.domain.Status;

/** The ledger in PostgreSQL. */
final class PostgresLedger implements Ledger {
    private static final Comparator<MessageChange> BY_ID =
            Comparator.comparing(change -> change.after().id());
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
        var byId = new ArrayList<Asked>();
        var byProviderId = new ArrayList<Asked>();
        for (int i = 0; i < reports.size(); i++) {
            int place = i;
            var received = reports.get(place);
            if (received.content() instanceof Content.Usable(var report)) {
                var fingerprint = received.fingerprint();
                received.ownId()
                        .flatMap(MessageId::parse)
                        .ifPresent(id -> byId.add(new Asked(place, id.toString(), fingerprint)));
                if (received.ownId().isEmpty()) {
                    Stream.of(report.providerId(), report.wholeId())
                            .distinct()
                            .forEach(id -> byProviderId.add(new Asked(place, id.value(), fingerprint)));
                }
            }
        }
        var located = new ArrayList<>(Collections.nCopies(reports.size(), NOWHERE));
        locate(LedgerSql.LOCATE_BY_ID, byId, located);
        locate(LedgerSql.LOCATE_BY_PROVIDER_ID, byProviderId, located);
        return byProviderId.isEmpty() ? located : Located.asOfTheOldest(located);
    }

    /** A report's place among those asked for, and an id by which its message may be found. */
    private record Asked(int place, String id, Fingerprint fingerprint) {}

    private void locate(LedgerSql statement, List<Asked> asked, List<Located> located) {
        if (asked.isEmpty()) {
            return;
        }
        var parameters = new Columns<>(asked)
                .integer(Asked::place)
                .text(Asked::id)
                .bytes(report -> report.fingerprint().bytes())
                .parameters();
        statements.queryDirectly(statement, parameters, row -> {
            var found = new Located(Optional.of(MessageRow.stored(row)), Values.flag(row, "known"));
            return located.set(Values.integerOf(row, "place"), found);
        });
    }

    @Override
    public Map<MessageId, Stored> find(Set<MessageId> ids) {
        return statements.queryDirectly(LedgerSql.FIND, List.of(texts(ids)), MessageRow::stored).stream()
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
                LedgerSql.HISTORY_LISTINGS,
                parameters,
                row -> new Numbered(Values.number(row, "number"), messageId(row), ListingRow.read(row))));
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

    private static Evidence evidence(Row row) {
        var at = Values.time(row, "at");
        return Values.text(row, "status").equals(Status.EXPIRED.text())
                ? new Evidence.DeadlinePassed(at)
                : new Evidence.SubmissionStarted(1, at);
    }

    private static MessageId messageId(Row row) {
        return new MessageId(Values.uuid(row, "message_id"));
    }

    @Override
    public Set<MessageId> append(List<MessageChange> changes, List<Receipt> receipts) {
        var inOrder = changes.stream().sorted(BY_ID).toList();
        var append = Append.of(inOrder, receipts, lookupAfter);
        return Set.copyOf(statements.queryDirectly(
                AppendSql.NAME, append.text(), append.parameters(), row -> new MessageId(Values.uuid(row, "id"))));
    }

    private static Object texts(Set<MessageId> ids) {
        return ids.stream().map(MessageId::toString).toArray(String[]::new);
    }
}
