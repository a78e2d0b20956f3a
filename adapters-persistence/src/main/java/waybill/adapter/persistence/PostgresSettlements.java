package waybill.adapter.persistence;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import waybill.application.port.out.SettlementQueue;
import waybill.domain.Matching.Owner;
import waybill.domain.MessageId;
import waybill.domain.PhoneNumber;
import waybill.domain.ProviderId;
import waybill.domain.Sender;
import waybill.domain.Span;

/** The queue of settlements in PostgreSQL. */
final class PostgresSettlements implements SettlementQueue {
    /** A message waits no longer than this for its first attempt and all that follow. */
    private static final Duration LONGEST_DEADLINE = Duration.ofDays(30);

    private static final int WITNESSES = 20;

    private final Statements statements;

    PostgresSettlements(Statements statements) {
        this.statements = requireNonNull(statements, "statements");
    }

    @Override
    public List<Unsettled> take(int limit, Waits waits) {
        return statements.query(
                SettlementSql.TAKE,
                List.of(
                        limit,
                        waits.lease().toMillis(),
                        waits.first().toMillis(),
                        waits.settling().toMillis(),
                        waits.spread().toMillis(),
                        waits.hold().toMillis()),
                PostgresSettlements::unsettled);
    }

    private static Unsettled unsettled(Row row) {
        return new Unsettled(
                MessageRow.stored(row),
                Values.integerOf(row, "attempt"),
                new Span(Values.time(row, "left_from"), Values.time(row, "left_until")),
                Values.time(row, "taken_at"),
                Values.flag(row, "ripe"));
    }

    @Override
    public boolean mayList(Set<MessageId> taken, Duration hold, Limits limits) {
        var sending = limits.sending();
        return statements
                .query(
                        SettlementSql.MAY_LIST,
                        List.of(
                                limits.listsPerMinute(),
                                sending.messagesPerSecond(),
                                sending.requestsPer5s(),
                                hold.toMillis(),
                                texts(taken)),
                        row -> Values.flag(row, "yes"))
                .getFirst();
    }

    @Override
    public void postpone(Set<MessageId> taken, Duration delay) {
        statements.query(SettlementSql.POSTPONE, List.of(delay.toMillis(), texts(taken)), _ -> true);
    }

    @Override
    public Surroundings around(Listing listing) {
        // Possible owners first: one that gets its id in between is then known by it.
        var others = others(listing);
        return new Surroundings(known(listing.records()), others, witnesses(listing.certain()));
    }

    private Set<ProviderId> known(Set<ProviderId> records) {
        var ids = records.stream().map(ProviderId::value).toArray(String[]::new);
        return Set.copyOf(
                statements.query(SettlementSql.KNOWN, List.of((Object) ids), PostgresSettlements::providerId));
    }

    private List<Owner> others(Listing listing) {
        var recipients = listing.recipients().stream().map(PhoneNumber::text).toArray(String[]::new);
        return statements.query(
                SettlementSql.OTHERS,
                List.of(
                        recipients,
                        idAt(listing.certain().from().minus(LONGEST_DEADLINE)),
                        idAfter(listing.certain().until().plus(LONGEST_DEADLINE)),
                        texts(listing.taken())),
                PostgresSettlements::owner);
    }

    private static Owner owner(Row row) {
        var createdAt = Values.time(row, "created_at");
        var latest = Values.time(row, "latest");
        return new Owner(
                new MessageId(Values.uuid(row, "id")),
                Sender.parse(Values.text(row, "sender")),
                new PhoneNumber(Values.text(row, "recipient")),
                new Span(createdAt, latest.isBefore(createdAt) ? createdAt : latest));
    }

    private Set<ProviderId> witnesses(Span certain) {
        return Set.copyOf(statements.query(
                SettlementSql.WITNESSES,
                List.of(
                        idAt(certain.from()),
                        idAfter(certain.until()),
                        certain.from().toString(),
                        certain.until().toString(),
                        WITNESSES / 2),
                PostgresSettlements::providerId));
    }

    private static ProviderId providerId(Row row) {
        return new ProviderId(Values.text(row, "provider_id"));
    }

    private static String idAt(Instant from) {
        return MessageId.of(from, 0, 0).toString();
    }

    private static String idAfter(Instant until) {
        return MessageId.of(until, -1, -1).toString();
    }

    /** In order: what locks several rows goes by it. */
    private static Object texts(Set<MessageId> ids) {
        return ids.stream().sorted().map(MessageId::toString).toArray(String[]::new);
    }
}
