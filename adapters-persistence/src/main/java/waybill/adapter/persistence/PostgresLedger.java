package waybill.adapter.persistence;

import static java.util.Objects.requireNonNull;

import io.helidon.dbclient.DbClientException;
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
import waybill.domain.ProviderId;
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
        var byId = new ArrayList<Asked<MessageId>>();
        var byProviderId = new ArrayList<Asked<ProviderId>>();
        for (int i = 0; i < reports.size(); i++) {
            int place = i;
            var received = reports.get(place);
            if (received.content() instanceof Content.Usable(var report)) {
                var fingerprint = received.fingerprint();
                received.ownId()
                        .flatMap(MessageId::parse)
                        .ifPresent(id -> byId.add(new Asked<>(place, id, fingerprint)));
                if (received.ownId().isEmpty()) {
                    Stream.of(report.providerId(), report.wholeId())
                            .distinct()
                            .forEach(id -> byProviderId.add(new Asked<>(place, id, fingerprint)));
                }
            }
        }
        var located = new ArrayList<>(Collections.nCopies(reports.size(), NOWHERE));
        locateById(byId, located);
        locateByProviderId(byProviderId, located);
        return byProviderId.isEmpty() ? located : Located.asOfTheOldest(located);
    }

    /** A report's place among those asked for, and an id by which its message may be found. */
    private record Asked<I>(int place, I id, Fingerprint fingerprint) {}

    private void locateById(List<Asked<MessageId>> asked, List<Located> located) {
        var range = IdRange.of(asked.stream().map(Asked::id).toList()).bounds();
        var columns = new Columns<>(asked)
                .integer(Asked::place)
                .id(report -> report.id().value())
                .bytes(report -> report.fingerprint().bytes());
        var parameters = Stream.of(range, columns.arrays(), range)
                .<Object>flatMap(List::stream)
                .toList();
        locate(LedgerSql.LOCATE_BY_ID, asked, parameters, located);
    }

    private void locateByProviderId(List<Asked<ProviderId>> asked, List<Located> located) {
        var columns = new Columns<>(asked)
                .integer(Asked::place)
                .text(report -> report.id().value())
                .bytes(report -> report.fingerprint().bytes());
        locate(LedgerSql.LOCATE_BY_PROVIDER_ID, asked, columns.arrays(), located);
    }

    private void locate(LedgerSql statement, List<?> asked, List<?> parameters, List<Located> located) {
        if (!asked.isEmpty()) {
            statements.queryDirectly(statement, parameters, row -> {
                var found = new Located(Optional.of(MessageRow.stored(row)), Values.flag(row, "known"));
                return located.set(Values.integerOf(row, "place"), found);
            });
        }
    }

    @Override
    public Map<MessageId, Stored> find(Set<MessageId> ids) {
        var range = IdRange.of(ids);
        var parameters = List.of(texts(ids), range.first(), range.last());
        return statements.queryDirectly(LedgerSql.FIND, parameters, MessageRow::stored).stream()
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
        try {
            return Set.copyOf(statements.write(
                    AppendSql.NAME, append.text(), append.parameters(), row -> new MessageId(Values.uuid(row, "id"))));
        } catch (DbClientException e) {
            if (!DatabaseFailure.isRepeated(e, "delivery_report")) {
                throw e;
            }
            return receipts.isEmpty() ? Set.of() : append(List.of(), receipts);
        }
    }

    private static Object texts(Set<MessageId> ids) {
        return ids.stream().map(MessageId::toString).toArray(String[]::new);
    }
}
