package waybill.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import waybill.application.port.out.MessageQuery;
import waybill.domain.ClientReference;
import waybill.domain.ErrorCode;
import waybill.domain.MessageId;
import waybill.domain.PhoneNumber;
import waybill.domain.Sender;
import waybill.domain.Status;

/** Which way PostgreSQL takes to a page of a list, with the plan that it makes once for all values. */
class ListPlansTest {
    private static final Pattern REMOVED = Pattern.compile("Rows Removed by Filter: (\\d+)");

    /** Those at the edge, and those of the seconds by which an id may be apart from its message: there is one each second. */
    private static final int MOST_READ_IN_VAIN = 1 + 5;

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    @BeforeAll
    static void fill() {
        TestDatabase.emptyStores();
        TestDatabase.execute("""
                INSERT INTO message (
                    id, sender, recipient, body, client_reference, created_at, expires_at, status, status_since,
                    provider_id, error_code, report_fingerprint, closed_at, outcome, version, revision)
                SELECT CAST(lpad(to_hex(floor(extract(epoch FROM at) * 1000)::bigint), 12, '0')
                        || '70008000' || lpad(to_hex(n), 12, '0') AS uuid),
                    '+1415555010' || n %% 10, '+1555555' || lpad((n %% 50)::text, 4, '0'), 'text', 'order-' || n / 4, at, at,
                    status, at, gen_random_uuid()::text, code, sha256(int4send(n)), at, status, 4, 4
                FROM (
                    SELECT n, CAST('%s' AS timestamptz) - n * interval '1 second' AS at,
                        CASE WHEN n %% 200 = 7 THEN 'undelivered' ELSE 'delivered' END AS status,
                        CASE WHEN n %% 200 = 7 THEN '30' ELSE '' END AS code
                    FROM generate_series(1, 20000) AS n) s;
                INSERT INTO message_status (status, message_id) SELECT status, id FROM message;
                ANALYZE message, message_status""".formatted(NOW));
    }

    @AfterAll
    static void empty() {
        TestDatabase.emptyStores();
    }

    static Stream<MessageQuery> questions() {
        var none = new MessageQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                20);
        var single = Stream.of(
                none,
                with(
                        none,
                        Optional.of(Status.DELIVERED),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                with(
                        none,
                        Optional.of(Status.UNDELIVERED),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                with(
                        none,
                        Optional.empty(),
                        Optional.of(new PhoneNumber("+15555550007")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                with(
                        none,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Sender.parse("+14155550107")),
                        Optional.empty(),
                        Optional.empty()),
                with(
                        none,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new ErrorCode("30")),
                        Optional.empty()),
                with(
                        none,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new ClientReference("order-9"))));
        return single.flatMap(query -> Stream.of(query, within(query), after(query)));
    }

    @ParameterizedTest
    @MethodSource("questions")
    void a_page_is_read_from_the_index_of_what_is_asked_for(MessageQuery query) throws SQLException {
        var plan = plan(query);

        assertThat(plan).doesNotContain("Seq Scan").doesNotContain("Sort Method");
        assertThat(REMOVED.matcher(plan)
                        .results()
                        .mapToInt(found -> Integer.parseInt(found.group(1)))
                        .sum())
                .as(plan)
                .isLessThanOrEqualTo(MOST_READ_IN_VAIN);
    }

    private static MessageQuery with(
            MessageQuery query,
            Optional<Status> status,
            Optional<PhoneNumber> to,
            Optional<Sender> from,
            Optional<ErrorCode> errorCode,
            Optional<ClientReference> reference) {
        return new MessageQuery(
                status, to, from, errorCode, reference, query.since(), query.until(), query.after(), query.limit());
    }

    private static MessageQuery within(MessageQuery query) {
        return new MessageQuery(
                query.status(),
                query.to(),
                query.from(),
                query.errorCode(),
                query.clientReference(),
                Optional.of(NOW.minusSeconds(15_000)),
                Optional.of(NOW.minusSeconds(5_000)),
                query.after(),
                query.limit());
    }

    private static MessageQuery after(MessageQuery query) {
        return new MessageQuery(
                query.status(),
                query.to(),
                query.from(),
                query.errorCode(),
                query.clientReference(),
                query.since(),
                query.until(),
                Optional.of(MessageId.of(NOW.minusSeconds(10_000), 0, 0)),
                query.limit());
    }

    private static String plan(MessageQuery query) throws SQLException {
        var filters = new ListFilters(query);
        var text = new StringBuilder(MessageSql.LIST.text() + filters.text());
        for (int number = 1; number <= filters.parameters().size(); number++) {
            int at = text.indexOf("?");
            text.replace(at, at + 1, "$" + number);
        }
        var values = filters.parameters().stream().map("'%s'"::formatted).collect(Collectors.joining(", "));
        try (var connection = TestDatabase.connection();
                var statement = connection.createStatement()) {
            statement.execute("SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off");
            statement.execute("PREPARE asked AS " + text);
            try (var rows = statement.executeQuery(
                    "EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) EXECUTE asked (%s)".formatted(values))) {
                var plan = new StringBuilder();
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
                return plan.toString();
            }
        }
    }
}
