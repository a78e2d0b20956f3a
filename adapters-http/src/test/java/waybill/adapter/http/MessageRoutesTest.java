package waybill.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.application.port.in.SendMessage.Command;
import waybill.application.port.in.SendMessage.Result;
import waybill.application.port.out.Idempotency;
import waybill.application.port.out.LostCallbacks.LostInHour;
import waybill.application.port.out.MessageQuery;
import waybill.application.port.out.OutcomeUnknown;
import waybill.application.port.out.Page;
import waybill.application.port.out.StoreUnavailable;
import waybill.domain.Message;
import waybill.domain.Status;

class MessageRoutesTest {
    private final TestApi api = new TestApi();

    @Test
    void a_message_is_accepted_with_its_location() throws IOException {
        try (var server = api.start()) {
            var response = RawClient.post(server, "/v1/messages", Samples.BODY);

            assertThat(response.status()).isEqualTo(202);
            assertThat(response.header("location")).isEqualTo("/v1/messages/" + Samples.ID);
            assertThat(response.text()).isEqualTo("""
                            {"id":"01935a3b-0000-7000-8000-000000000001","status":"accepted","from":"+14155550100",\
                            "to":"+15555550050","text":"Your code is 4711","redacted":false,"client_reference":null,\
                            "provider":"plivo",\
                            "provider_id":null,"error_code":null,"error":null,\
                            "segments":{"encoding":"GSM-7","count":1},"cost":null,\
                            "created_at":"2026-11-23T10:00:00.000001Z","updated_at":"2026-11-23T10:00:00.000001Z",\
                            "expires_at":"2026-11-23T13:00:00.000001Z","closed_at":null,"outcome":null}""");
        }
    }

    @Test
    void a_message_at_its_end_tells_how_and_why() throws IOException {
        api.find = id -> Optional.of(Samples.undelivered());
        try (var server = api.start()) {
            var message =
                    RawClient.call(server, "GET", "/v1/messages/" + Samples.ID).json();

            assertThat(message.get("status").asText()).isEqualTo("undelivered");
            assertThat(message.get("error_code").asText()).isEqualTo("50");
            assertThat(message.get("error").get("meaning").asText()).isEqualTo("invalid destination number");
            assertThat(message.get("error").get("class").asText()).isEqualTo("permanent");
            assertThat(message.get("cost").toString())
                    .isEqualTo("{\"amount\":\"0.00350\",\"currency\":\"USD\",\"units\":1}");
            assertThat(message.get("closed_at").asText()).isEqualTo("2026-11-23T10:00:02.000001Z");
            assertThat(message.get("outcome").asText()).isEqualTo("undelivered");
        }
    }

    @Test
    void a_message_the_api_refused_has_an_error_without_a_code() throws IOException {
        api.find = id -> Optional.of(Samples.refused());
        try (var server = api.start()) {
            var message =
                    RawClient.call(server, "GET", "/v1/messages/" + Samples.ID).json();

            assertThat(message.get("status").asText()).isEqualTo("failed");
            assertThat(message.get("error_code").isNull()).isTrue();
            assertThat(message.get("error").get("code").isNull()).isTrue();
            assertThat(message.get("error").get("meaning").asText())
                    .isEqualTo("Plivo refused the request: HTTP 400 src is missing");
        }
    }

    @Test
    void a_redacted_message_says_so_and_shows_nothing_in_the_place_of_what_is_gone() throws IOException {
        api.find = id -> Optional.of(Samples.undelivered().redacted());
        try (var server = api.start()) {
            var message =
                    RawClient.call(server, "GET", "/v1/messages/" + Samples.ID).json();

            assertThat(message.get("redacted").asBoolean()).isTrue();
            assertThat(message.get("to").isNull()).isTrue();
            assertThat(message.get("text").isNull()).isTrue();
            assertThat(message.get("segments").isNull()).isTrue();
            assertThat(message.get("from").asText()).isEqualTo("+14155550100");
            assertThat(message.get("status").asText()).isEqualTo("undelivered");
        }
    }

    @Test
    void the_number_that_stands_for_redacted_ones_is_sent_nothing() throws IOException {
        try (var server = api.start()) {
            var response =
                    RawClient.post(server, "/v1/messages", Samples.BODY.replace("+15555550050", "+999999999999999"));

            assertThat(response.status()).isEqualTo(400);
            assertThat(response.text()).contains("\"field\":\"to\"", "invalid_phone_number");
        }
    }

    @Test
    void a_replay_says_so() throws IOException {
        api.send = command -> new Result.Replayed(Samples.accepted(command));
        try (var server = api.start()) {
            var response = RawClient.post(server, "/v1/messages", Samples.BODY, "Idempotency-Key: one");

            assertThat(response.status()).isEqualTo(202);
            assertThat(response.header("idempotency-replayed")).isEqualTo("true");
            assertThat(response.header("location")).isEqualTo("/v1/messages/" + Samples.ID);
        }
    }

    @Test
    void a_reused_key_is_422_and_a_busy_one_409() throws IOException {
        var results = new ArrayList<Result>(List.of(new Result.KeyReused(), new Result.KeyBusy()));
        api.send = command -> results.removeFirst();
        try (var server = api.start()) {
            var reused = RawClient.post(server, "/v1/messages", Samples.BODY, "Idempotency-Key: one");
            var busy = RawClient.post(server, "/v1/messages", Samples.BODY, "Idempotency-Key: one");

            assertProblem(reused, 422, "idempotency_key_reused");
            assertProblem(busy, 409, "idempotency_key_busy");
            assertThat(busy.header("retry-after")).isEqualTo("1");
        }
    }

    @Test
    void a_key_counts_per_caller_and_for_what_is_asked_not_how_it_is_written() throws IOException {
        var commands = new ArrayList<Command>();
        api.send = command -> {
            commands.add(command);
            return new Result.Accepted(Samples.accepted(command));
        };
        try (var server = api.start()) {
            RawClient.post(server, "/v1/messages", Samples.BODY, "Idempotency-Key: one");
            RawClient.post(server, "/v1/messages", """
                    { "text": "Your code is \\u0034711", "client_reference": null,
                      "to": "+15555550050", "from": "+14155550100" }""", "Idempotency-Key: one");
            RawClient.post(server, "/v1/messages", Samples.BODY.replace("4711", "4712"), "Idempotency-Key: one");
            RawClient.call(
                    server,
                    RawClient.post("/v1/messages", Samples.BODY, "Idempotency-Key: one")
                            .replace(TestApi.KEY, TestApi.OTHER_KEY));
        }

        var keys = commands.stream()
                .map(command -> command.idempotency().orElseThrow())
                .toList();
        assertThat(keys.get(1)).isEqualTo(keys.get(0));
        assertThat(keys.get(2).payload()).isNotEqualTo(keys.get(0).payload());
        assertThat(keys.get(3).payload()).isEqualTo(keys.get(0).payload());
        assertThat(keys.get(3).scope()).isNotEqualTo(keys.get(0).scope());
        assertThat(keys).extracting(Idempotency::key).containsOnly("one");
    }

    @Test
    void an_idempotency_key_that_is_none_is_refused() throws IOException {
        try (var server = api.start()) {
            var repeated = RawClient.post(
                    server, "/v1/messages", Samples.BODY, "Idempotency-Key: one", "Idempotency-Key: two");
            var longest = RawClient.post(server, "/v1/messages", Samples.BODY, "Idempotency-Key: " + "k".repeat(255));
            var overlong = RawClient.post(server, "/v1/messages", Samples.BODY, "Idempotency-Key: " + "k".repeat(256));
            var empty = RawClient.post(server, "/v1/messages", Samples.BODY, "Idempotency-Key:");
            var foreign = RawClient.post(server, "/v1/messages", Samples.BODY, "Idempotency-Key: \u00e9");

            assertFieldError(repeated, "Idempotency-Key", "invalid_idempotency_key");
            assertThat(longest.status()).isEqualTo(202);
            assertFieldError(overlong, "Idempotency-Key", "invalid_idempotency_key");
            assertFieldError(empty, "Idempotency-Key", "invalid_idempotency_key");
            assertFieldError(foreign, "Idempotency-Key", "invalid_idempotency_key");
        }
    }

    @Test
    void an_unknown_outcome_names_the_message() throws IOException {
        api.send = command -> {
            throw new OutcomeUnknown(Samples.ID, new IOException());
        };
        try (var server = api.start()) {
            var response = RawClient.post(server, "/v1/messages", Samples.BODY);

            assertProblem(response, 503, "outcome_unknown");
            assertThat(response.json().get("id").asText()).isEqualTo(Samples.ID.toString());
        }
    }

    @Test
    void a_store_that_is_away_is_503_on_every_route_that_needs_it() throws IOException {
        api.send = command -> {
            throw new StoreUnavailable("away");
        };
        api.find = id -> {
            throw new StoreUnavailable("away");
        };
        api.list = query -> {
            throw new StoreUnavailable("away");
        };
        api.timeline = id -> {
            throw new StoreUnavailable("away");
        };
        api.orphans = query -> {
            throw new StoreUnavailable("away");
        };
        try (var server = api.start()) {
            for (var response : List.of(
                    RawClient.post(server, "/v1/messages", Samples.BODY),
                    RawClient.call(server, "GET", "/v1/messages"),
                    RawClient.call(server, "GET", "/v1/messages/" + Samples.ID),
                    RawClient.call(server, "GET", "/v1/messages/" + Samples.ID + "/timeline"),
                    RawClient.call(server, "GET", "/v1/orphan-reports"))) {
                assertProblem(response, 503, "unavailable");
                assertThat(response.header("retry-after")).isEqualTo("1");
            }
        }
    }

    @Test
    void a_store_that_hangs_is_answered_within_the_limit() throws IOException {
        var released = new CountDownLatch(1);
        api.limits = TestApi.workLimit(Duration.ofMillis(200));
        api.send = command -> {
            await(released);
            return new Result.Accepted(Samples.accepted(command));
        };
        api.find = id -> {
            await(released);
            return Optional.empty();
        };
        try (var server = api.start()) {
            long begin = System.nanoTime();
            var sent = RawClient.post(server, "/v1/messages", Samples.BODY);
            var asked = RawClient.call(server, "GET", "/v1/messages/" + Samples.ID);
            var live = RawClient.call(server, "GET", "/health/live");

            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));
            assertProblem(sent, 503, "outcome_unknown");
            assertThat(sent.json().get("id").asText()).isEqualTo(TestApi.NEXT_ID.toString());
            assertProblem(asked, 503, "unavailable");
            assertThat(live.status()).isEqualTo(200);
        } finally {
            released.countDown();
        }
    }

    @Test
    void what_is_not_known_or_no_id_is_404() throws IOException {
        try (var server = api.start()) {
            for (var target : List.of(
                    "/v1/messages/" + Samples.ID,
                    "/v1/messages/" + Samples.ID + "/timeline",
                    "/v1/messages/4711",
                    "/v1/messages/c56a4180-65aa-42ec-a945-5fd21dec0538",
                    "/v1/messages/" + Samples.ID + "/",
                    "/v1/messages/",
                    "/v1//messages",
                    "/v1/messages/../messages",
                    "/v1/messages;a=b",
                    "/v1/mess%61ges",
                    "/V1/messages",
                    "/")) {
                assertProblem(RawClient.call(server, "GET", target), 404, "not_found");
            }
        }
    }

    @Test
    void a_list_is_asked_for_with_all_its_filters() throws IOException {
        var queries = new ArrayList<MessageQuery>();
        api.list = query -> {
            queries.add(query);
            return new Page<Message, waybill.domain.MessageId>(List.of(Samples.undelivered()), Optional.of(Samples.ID));
        };
        try (var server = api.start()) {
            var first = RawClient.call(server, "GET", "/v1/messages").json();
            var cursor = first.get("next_cursor").asText();
            RawClient.call(
                    server,
                    "GET",
                    "/v1/messages?status=sent&to=+15555550050&from=%2B14155550100&error_code=050"
                            + "&client_reference=order%207&since=2026-11-23T10:00:00+02:00&until=2026-11-23T10:00:00.5Z"
                            + "&limit=500&cursor=" + cursor);

            assertThat(first.get("data")).hasSize(1);
            assertThat(queries.get(0).limit()).isEqualTo(50);
            assertThat(queries.get(1).toString())
                    .contains("Optional[SENT]")
                    .contains("+15555550050")
                    .contains("+14155550100")
                    .contains("value=50")
                    .contains("order 7")
                    .contains("2026-11-23T08:00:00Z")
                    .contains("2026-11-23T10:00:00.500Z")
                    .contains(Samples.ID.toString())
                    .contains("limit=500");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "stat=sent, stat, unknown_parameter",
        "status=sent&status=sent, status, repeated_parameter",
        "status, status, missing_value",
        "status=Sent, status, invalid_status",
        "to=12, to, invalid_phone_number",
        "from=a_very_long_name, from, invalid_sender",
        "error_code=, error_code, invalid_error_code",
        "error_code=000, error_code, invalid_error_code",
        "error_code=%00, error_code, invalid_error_code",
        "error_code=a%00b, error_code, invalid_error_code",
        "client_reference=%00, client_reference, invalid_client_reference",
        "client_reference=%C3%28, client_reference, invalid_encoding",
        "client_reference=%ED%A0%80, client_reference, invalid_encoding",
        "since=yesterday, since, invalid_time",
        "until=2026-11-23T10:00:00, until, invalid_time",
        "until=2026-02-30T10:00:00Z, until, invalid_time",
        "since=0001-01-01T00:00:00+18:00, since, invalid_time",
        "cursor=junk, cursor, invalid_cursor",
        "cursor=AAAAAAAAAAAAAAAAAAAAAA, cursor, invalid_cursor",
        "limit=0, limit, invalid_limit",
        "limit=501, limit, invalid_limit",
        "limit=+5, limit, invalid_limit",
        "limit=99999999999999999999, limit, invalid_limit",
        "%3Cscript%3E=1, ?script?, unknown_parameter",
        "'&', '', unknown_parameter",
    })
    void a_bad_parameter_is_named(String query, String field, String code) throws IOException {
        try (var server = api.start()) {
            assertFieldError(RawClient.call(server, "GET", "/v1/messages?" + query), field, code);
        }
    }

    @Test
    void all_bad_parameters_are_named_at_once() throws IOException {
        try (var server = api.start()) {
            var problem = RawClient.call(server, "GET", "/v1/messages?status=x&limit=0&odd=1")
                    .json();

            assertThat(problem.get("errors")).hasSize(3);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/messages/01935a3b-0000-7000-8000-000000000001?x=1",
                "/v1/orphan-reports?x=1",
                "/health/live?x=1",
                "/health/ready?x=1",
                "/metrics?x=1",
                "/openapi.json?x=1"
            })
    void unknown_parameters_are_refused_everywhere(String target) throws IOException {
        try (var server = api.start()) {
            assertFieldError(RawClient.call(server, "GET", target), "x", "unknown_parameter");
        }
    }

    @Test
    void a_timeline_shows_every_kind_of_entry() throws IOException {
        api.timeline = id -> Optional.of(Samples.timeline());
        try (var server = api.start()) {
            JsonNode entries = RawClient.call(server, "GET", "/v1/messages/" + Samples.ID + "/timeline")
                    .json()
                    .get("entries");

            assertThat(entries.get(0).toString()).isEqualTo("""
                            {"at":"2026-11-23T10:00:00.000001Z","kind":"event","status":"accepted","version":1}""");
            assertThat(entries.get(1).toString()).isEqualTo("""
                            {"at":"2026-11-23T10:00:00.000001Z","kind":"attempt","attempt":1,"outcome":"not_accepted",\
                            "provider_id":null,"reason":"HTTP 429","http_status":null,"retry_after":7}""");
            assertThat(entries.get(4).get("http_status").asInt()).isEqualTo(400);
            assertThat(entries.get(6).toString()).isEqualTo("""
                            {"at":"2026-11-23T10:00:00.000001Z","kind":"report",\
                            "provider_id":"a389ba46-0000-0000-0000-000000000000","status":"undelivered",\
                            "verdict":"applied","sequence":3,"missing_before":1,"receipts":2,\
                            "last_received_at":"2026-11-23T10:00:01.000001Z","authenticated_by":"V3",\
                            "provider_times":{"message":"2026-11-23T10:00:00.000001Z","queued":null,\
                            "sent":"2026-11-23T10:00:00.000001Z","report":"2026-11-23T10:00:00.000001Z"},\
                            "cost":{"amount":"0.00350","currency":"USD","units":1},\
                            "network":{"mcc":"310","mnc":"410"},"error_code":"50",\
                            "error":{"code":"50","meaning":"invalid destination number","class":"permanent",\
                            "advice":"Check the recipient's number; do not send to it again."},\
                            "raw":"Status=undelivered\ufffd"}""");
            assertThat(entries.get(7).get("raw").isNull()).isTrue();
        }
    }

    @Test
    void orphans_show_numbers_with_their_plus_and_nothing_as_null() throws IOException {
        api.orphans = query ->
                new Page<>(List.of(Samples.orphan(), Samples.unusableOrphan()), Optional.of(Samples.ID.value()));
        try (var server = api.start()) {
            var page =
                    RawClient.call(server, "GET", "/v1/orphan-reports?limit=2").json();

            assertThat(page.get("data").get(0).toString()).isEqualTo("""
                            {"id":"01935a3b-0000-7000-8000-000000000001","provider_id":"a389","status":"delivered",\
                            "to":"+15555550050","from":"ACME","received_at":"2026-11-23T10:00:00.000001Z",\
                            "receipts":2,"unusable":false}""");
            assertThat(page.get("data").get(1).get("provider_id").isNull()).isTrue();
            assertThat(Cursor.ORPHAN_REPORTS.parse(page.get("next_cursor").asText()))
                    .isEqualTo(Samples.ID.value());
        }
    }

    @Test
    void lost_callbacks_are_counted_by_hour_for_a_day_unless_asked_otherwise() throws IOException {
        var asked = new ArrayList<Instant>();
        api.lost = since -> {
            asked.add(since);
            return List.of(new LostInHour(Instant.parse("2026-11-23T09:00:00Z"), Status.DELIVERED, 12));
        };
        try (var server = api.start()) {
            var counted = RawClient.call(server, "GET", "/v1/lost-callbacks").json();
            RawClient.call(server, "GET", "/v1/lost-callbacks?since=2026-11-01T00:00:00Z");

            assertThat(counted.toString())
                    .isEqualTo(
                            "{\"data\":[{\"hour\":\"2026-11-23T09:00:00.000000Z\",\"status\":\"delivered\",\"count\":12}]}");
            assertThat(asked)
                    .containsExactly(TestApi.NOW.minus(Duration.ofDays(1)), Instant.parse("2026-11-01T00:00:00Z"));
        }
    }

    static void assertProblem(RawClient.Response response, int status, String code) throws IOException {
        assertThat(response.status()).as(response.text()).isEqualTo(status);
        assertThat(response.header("content-type")).isEqualTo("application/problem+json");
        var problem = response.json();
        assertThat(problem.get("code").asText()).isEqualTo(code);
        assertThat(problem.get("type").asText()).isEqualTo("urn:waybill:problem:" + code);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
    }

    static void assertFieldError(RawClient.Response response, String field, String code) throws IOException {
        assertProblem(response, 400, "invalid_request");
        assertThat(response.json().get("errors"))
                .as(response.text())
                .anyMatch(error -> error.get("field").asText().equals(field)
                        && error.get("code").asText().equals(code));
    }

    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
