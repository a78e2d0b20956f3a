package waybill.adapter.persistence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import waybill.adapter.persistence.AppendSql.Part;
import waybill.application.port.out.Ledger.Receipt;
import waybill.application.port.out.MessageChange;
import waybill.application.port.out.MessageChange.JudgedReport;
import waybill.application.port.out.MessageChange.Schedule;
import waybill.application.port.out.MessageChange.StatusEvent;
import waybill.domain.Evidence.Listed;
import waybill.domain.Evidence.SubmissionEnded;
import waybill.domain.Fingerprint;
import waybill.domain.MessageId;
import waybill.domain.ProviderId;
import waybill.domain.Status;

/** Changes of messages as arrays of rows, of what is rare as arrays of columns, and the statement that takes them. */
record Append(String text, List<Object> parameters) {
    /** @param lookupAfter how long after this change an open message is to be looked up */
    static Append of(List<MessageChange> changes, List<Receipt> receipts, Duration lookupAfter) {
        var parameters = new ArrayList<Object>();
        parameters.add(changeRows(changes));
        var ids = changes.stream().map(change -> change.after().id()).toList();
        var within = new ArrayList<>(new Columns<>(ids).id(MessageId::value).arrays());
        within.addAll(IdRange.of(ids).bounds());
        parameters.addAll(within);
        var parts = EnumSet.noneOf(Part.class);
        if (!changes.isEmpty()) {
            parts.add(Part.STATUS);
            parameters.add(lookupAfter.toMillis());
            parameters.addAll(statusesBefore(changes));
            parameters.addAll(within);
        }
        var orphans = each(changes, change -> List.copyOf(change.orphans()));
        if (!orphans.isEmpty()) {
            parts.add(Part.ADOPTED);
            parameters.addAll(orphanColumns(orphans));
        }
        var attempts = each(changes, MessageChange::attempts);
        if (!attempts.isEmpty()) {
            parts.add(Part.ATTEMPT);
            parameters.add(attemptRows(attempts));
        }
        var reports = each(changes, MessageChange::reports);
        if (!reports.isEmpty()) {
            parts.add(Part.REPORT);
            parameters.add(reportRows(reports));
        }
        var listings = each(changes, MessageChange::listings);
        if (!listings.isEmpty()) {
            parts.add(Part.LISTING);
            parameters.addAll(listingColumns(listings));
        }
        var unsettled =
                each(changes, change -> change.unsettledAttempt().stream().toList());
        if (!unsettled.isEmpty()) {
            parts.add(Part.UNSETTLED);
            parameters.addAll(unsettledColumns(unsettled));
        }
        var events = events(changes);
        if (!events.isEmpty()) {
            parts.add(Part.EVENT);
            parameters.add(eventRows(events));
        }
        var aliases = aliases(changes);
        if (!aliases.isEmpty()) {
            parts.add(Part.ALIAS);
            parameters.addAll(aliasColumns(aliases));
        }
        if (!receipts.isEmpty() || !orphans.isEmpty()) {
            parts.add(Part.RECEIPT);
            parameters.addAll(receiptColumns(receipts));
        }
        return new Append(AppendSql.text(parts), parameters);
    }

    private static List<Object> orphanColumns(List<Owned<Fingerprint>> orphans) {
        return new Columns<>(orphans)
                .id(part -> part.messageId().value())
                .bytes(part -> part.value().bytes())
                .arrays();
    }

    private static ArrayParameter changeRows(List<MessageChange> changes) {
        var rows = changes.stream()
                .map(change ->
                        new Written(change, StateColumns.of(change.after().state())))
                .toList();
        return new Columns<>(rows)
                .id(row -> row.change().after().id().value())
                .number(row -> row.change().before().revision())
                .text(row -> before(row.change()).text())
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
                .flag(row -> row.change().after().awaitsReport())
                .integer(row -> row.change().events().size())
                .text(row -> row.schedule())
                .number(row -> row.delayMillis())
                .rows();
    }

    /** The statuses from which the rows move. */
    private static List<Object> statusesBefore(List<MessageChange> changes) {
        var from = changes.stream().map(Append::before).distinct().toList();
        return new Columns<>(from).text(Status::text).arrays();
    }

    private static Status before(MessageChange change) {
        return change.before().message().state().status();
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

    private static ArrayParameter reportRows(List<Owned<JudgedReport>> reports) {
        var columns = new Columns<>(reports)
                .id(part -> part.messageId().value())
                .text(part -> part.value().verdict().text())
                .number(part -> (long) part.value().receipts())
                .text(part -> part.value().received().authenticatedBy())
                .bytes(part -> part.value().received().raw().bytes())
                .text(part -> part.value().received().source().text());
        return ReportRow.addTo(columns, part -> part.value().received()).rows();
    }

    private static ArrayParameter attemptRows(List<Owned<SubmissionEnded>> attempts) {
        var rows = attempts.stream()
                .map(part -> new Attempted(part, AttemptRow.of(part.value().outcome())))
                .toList();
        return new Columns<>(rows)
                .id(row -> row.part().messageId().value())
                .integer(row -> row.part().value().attempt())
                .text(row -> row.ended().outcome())
                .text(row -> row.ended().providerId())
                .text(row -> row.ended().reason())
                .integer(row -> row.ended().httpStatus())
                .number(row -> row.ended().retryAfterMillis())
                .time(row -> row.part().value().at())
                .rows();
    }

    private record Attempted(Owned<SubmissionEnded> part, AttemptRow ended) {}

    private static List<Object> listingColumns(List<Owned<Listed>> listings) {
        return new Columns<>(listings)
                .id(part -> part.messageId().value())
                .integer(part -> part.value().attempt())
                .text(part -> part.value().finding().text())
                .time(part -> part.value().window().from())
                .time(part -> part.value().window().until())
                .integer(part -> part.value().records())
                .time(part -> part.value().begunAt())
                .time(part -> part.value().at())
                .arrays();
    }

    private static List<Object> unsettledColumns(List<Owned<Integer>> attempts) {
        return new Columns<>(attempts)
                .id(part -> part.messageId().value())
                .integer(Owned::value)
                .arrays();
    }

    private static List<Owned<Versioned>> events(List<MessageChange> changes) {
        return changes.stream()
                .flatMap(change -> IntStream.range(0, change.events().size())
                        .mapToObj(i -> new Owned<>(
                                change.after().id(),
                                new Versioned(
                                        change.before().version() + i + 1,
                                        change.events().get(i)))))
                .toList();
    }

    private static ArrayParameter eventRows(List<Owned<Versioned>> events) {
        return new Columns<>(events)
                .id(part -> part.messageId().value())
                .number(part -> part.value().version())
                .text(part -> part.value().event().status().text())
                .time(part -> part.value().event().at())
                .rows();
    }

    /** An event and the version of its message that it made. */
    private record Versioned(long version, StatusEvent event) {}

    /** Of a message that goes under several ids, every id that this change speaks of, and those shown before and after. */
    private static List<Owned<ProviderId>> aliases(List<MessageChange> changes) {
        return changes.stream()
                .filter(change -> change.after().furtherIds() > 0)
                .flatMap(change -> change.providerIds().stream()
                        .map(id -> new Owned<>(change.after().id(), id)))
                .toList();
    }

    private static List<Object> aliasColumns(List<Owned<ProviderId>> aliases) {
        return new Columns<>(aliases)
                .id(part -> part.messageId().value())
                .text(part -> part.value().value())
                .arrays();
    }

    private static List<Object> receiptColumns(List<Receipt> receipts) {
        return new Columns<>(receipts)
                .id(receipt -> receipt.messageId().value())
                .bytes(receipt -> receipt.fingerprint().bytes())
                .time(Receipt::at)
                .arrays();
    }

    /** Something that belongs to a message. */
    private record Owned<T>(MessageId messageId, T value) {}

    private static <T> List<Owned<T>> each(List<MessageChange> changes, Function<MessageChange, List<T>> parts) {
        return changes.stream()
                .flatMap(change -> parts.apply(change).stream()
                        .map(part -> new Owned<>(change.after().id(), part)))
                .toList();
    }
}
