package waybill.adapter.plivo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static waybill.adapter.plivo.HostileServer.answer;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.application.port.out.MessageListing.Answer;
import waybill.application.port.out.MessageListing.Answer.Page;
import waybill.domain.ProviderId;
import waybill.domain.ReportedStatus;
import waybill.domain.Span;

class PlivoListingTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00.000001Z");
    private static final Duration SHORT = Duration.ofMillis(1500);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Span WINDOW =
            new Span(Instant.parse("2026-11-23T09:00:00.900001Z"), Instant.parse("2026-11-23T09:20:00.000001Z"));
    private static final ProviderId ID = new ProviderId("0a5b4ed0-0000-4000-8000-000000000001");
    private static final String RECORD = """
            {"message_uuid":"0a5b4ed0-0000-4000-8000-000000000001","message_state":"sent","error_code":null,"units":1,
             "total_amount":"0.00350","from_number":"14155550100","to_number":"15555550000","powerpack_id":null,
             "message_time":"2026-11-23 14:40:00+05:30","message_direction":"outbound","something_new":{"a":[1]}}
            """;

    @Test
    void records_are_read_as_reports_with_what_they_said() {
        var page = (Page) list("200 OK", page(RECORD));

        assertThat(page.isLast()).isTrue();
        assertThat(page.ids()).containsExactly(ID);
        assertThat(page.records()).singleElement().satisfies(listed -> {
            var report = listed.report();
            assertThat(report.providerId()).isEqualTo(ID);
            assertThat(report.status()).isEqualTo(ReportedStatus.SENT);
            assertThat(report.to()).isEqualTo("15555550000");
            assertThat(report.times().message()).contains(Instant.parse("2026-11-23T09:10:00Z"));
            assertThat(new String(listed.raw().bytes(), UTF_8)).contains("something_new");
        });
    }

    @Test
    void it_is_one_get_of_whole_seconds_in_utc_with_limit_and_offset() {
        try (var server = HostileServer.answering(json(page(RECORD)))) {
            list(server, 0);

            assertThat(server.requests()).hasSize(1);
            assertThat(server.requests().getFirst().line())
                    .startsWith("GET /v1/Account/%s/Message/?".formatted(TestAccounts.AUTH_ID))
                    .contains("message_time__gte=2026-11-23%2009%3A00%3A00")
                    .contains("message_time__lte=2026-11-23%2009%3A20%3A01")
                    .contains("limit=20")
                    .contains("offset=0");
        }
    }

    @Test
    void the_answer_to_a_listing_is_the_same_evidence_as_that_to_a_look_up() {
        var listed = ((Page) list("200 OK", page(RECORD))).records().getFirst().report();

        var lookedUp = LookupDecoder.decode(listed.providerId(), RECORD, NOW).orElseThrow();

        assertThat(listed.fingerprint()).isEqualTo(lookedUp.fingerprint());
    }

    @Test
    void what_came_in_is_named_and_left_out() {
        var page = (Page) list("200 OK", page(RECORD.replace("outbound", "inbound")));

        assertThat(page.ids()).containsExactly(ID);
        assertThat(page.records()).isEmpty();
    }

    @Test
    void an_empty_page_is_one() {
        assertThat(list("200 OK", page(""))).isEqualTo(new Page(List.of(), List.of(), true));
    }

    @Test
    void a_full_page_fits_into_what_is_read_of_an_answer() {
        var records = records(PlivoListing.LIMIT, RECORD.replace("something_new", "x".repeat(1_000)));

        assertThat(list("200 OK", page(records))).isInstanceOf(Page.class);
    }

    @Test
    void after_a_full_page_another_is_asked_for_and_an_empty_one_is_the_last() {
        var twenty = answer("200 OK", page(records(PlivoListing.LIMIT, RECORD)));
        var none = answer("200 OK", page("").replace("\"offset\":0", "\"offset\":20"));

        try (var first = HostileServer.answering(twenty);
                var second = HostileServer.answering(none)) {
            assertThat(list(first, 0)).isInstanceOfSatisfying(Page.class, page -> {
                assertThat(page.size()).isEqualTo(20);
                assertThat(page.isLast()).isFalse();
            });
            assertThat(list(second, 20)).isEqualTo(new Page(List.of(), List.of(), true));
        }
    }

    @Test
    void a_short_page_that_names_a_next_one_is_not_whole() {
        var cut = page(RECORD).replace("\"next\":null", "\"next\":\"/v1/Account/x/Message/?limit=20&offset=20\"");

        assertThat(list("200 OK", cut)).isInstanceOf(Answer.Unavailable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "41", "null", "\"many\""})
    void a_count_of_all_records_is_not_relied_on(String count) {
        var counted = page(RECORD).replace("\"limit\":20", "\"limit\":20,\"total_count\":" + count);

        assertThat(list("200 OK", counted)).isInstanceOfSatisfying(Page.class, page -> {
            assertThat(page.ids()).containsExactly(ID);
            assertThat(page.isLast()).isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "17",
                "{}",
                "{\"objects\":",
                "<html>none</html>",
                "{\"objects\":[]}",
                "{\"objects\":{},\"meta\":{\"offset\":0}}",
                "{\"objects\":[],\"meta\":{}}",
                "{\"objects\":[],\"meta\":{\"offset\":-1}}",
                "{\"objects\":[],\"meta\":{\"offset\":\"0\"}}",
                "{\"objects\":[],\"meta\":{\"offset\":99999999999}}",
                "{\"objects\":[],\"meta\":{\"offset\":20}}",
                "{\"objects\":[null],\"meta\":{\"offset\":0}}",
                "{\"objects\":[{}],\"meta\":{\"offset\":0}}",
                "{\"objects\":[{\"message_direction\":\"inbound\"}],\"meta\":{\"offset\":0}}",
                "{\"objects\":[{\"message_uuid\":null,\"message_direction\":\"inbound\"}],\"meta\":{\"offset\":0}}"
            })
    void an_answer_that_is_not_wholly_a_page_says_nothing(String body) {
        assertThat(list("200 OK", body)).isInstanceOf(Answer.Unavailable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"message_uuid\":\"0a5b4ed0-0000-4000-8000-000000000001\",",
                "\"message_state\":\"sent\",",
                ",\"to_number\":\"15555550000\"",
                "\"message_time\":\"2026-11-23 14:40:00+05:30\","
            })
    void one_record_that_lacks_what_it_needs_spoils_the_page(String what) {
        var spoilt = RECORD.replace(what, "");

        assertThat(list("200 OK", page(RECORD + "," + spoilt))).isInstanceOf(Answer.Unavailable.class);
    }

    /** As if the filter had been read in another zone. */
    @ParameterizedTest
    @ValueSource(strings = {"2026-11-23 14:40:00", "2026-11-23 08:59:59", "2026-11-23 09:20:02", "yesterday"})
    void a_record_of_another_time_than_asked_for_spoils_the_page(String time) {
        var elsewhere = RECORD.replace("2026-11-23 14:40:00+05:30", time);

        assertThat(list("200 OK", page(elsewhere))).isInstanceOf(Answer.Unavailable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"301 x\r\nLocation: /elsewhere", "401 x", "404 x", "429 x", "500 x", "503 x\r\nRetry-After: 0"})
    void any_other_status_says_nothing_and_is_not_asked_again(String status) {
        try (var server = HostileServer.answering(answer(status, page("")))) {
            assertThat(list(server, 0)).isEqualTo(new Answer.Unavailable("HTTP " + status.substring(0, 3)));
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {HostileServer.DROP, HostileServer.SILENCE, "HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n{"})
    void a_broken_connection_says_nothing(String what) {
        try (var server = HostileServer.answering(what)) {
            assertThat(list(server, 0, SHORT)).isInstanceOf(Answer.Unavailable.class);
        }
    }

    private static String page(String records) {
        return "{\"api_id\":\"a\",\"meta\":{\"limit\":20,\"next\":null,\"offset\":0,\"previous\":null},\"objects\":[%s]}"
                .formatted(records);
    }

    private static String records(int count, String record) {
        return String.join(",", Collections.nCopies(count, record));
    }

    private static String json(String body) {
        return answer("200 OK\r\nContent-Type: application/json", body);
    }

    private static Answer list(String status, String body) {
        try (var server = HostileServer.answering(answer(status + "\r\nContent-Type: application/json", body))) {
            return list(server, 0);
        }
    }

    private static Answer list(HostileServer server, int offset) {
        return list(server, offset, LONG);
    }

    private static Answer list(HostileServer server, int offset, Duration callTimeout) {
        try (var listing = new PlivoListing(TestAccounts.at(server.url(), callTimeout), () -> NOW)) {
            return listing.page(WINDOW, offset);
        }
    }
}
