package waybill.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageListTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-23T10:00:00.123456Z"));
    private final PlivoSimulator simulator =
            PlivoSimulator.start(Client.config().withClock(now::get));
    private final Client client = new Client(simulator);

    @AfterEach
    void close() {
        client.close();
        simulator.close();
    }

    @Test
    void the_newest_comes_first_and_pages_follow_each_other() throws Exception {
        for (int i = 0; i < 25; i++) {
            client.send(Client.message("+141555501" + (10 + i)));
        }

        var first = client.get(client.path()).json();
        var second = client.get(first.at("/meta/next").asText()).json();

        assertThat(first.at("/objects")).hasSize(20);
        assertThat(first.at("/objects/0/to_number").asText()).isEqualTo("14155550134");
        assertThat(first.at("/meta/limit").asInt()).isEqualTo(20);
        assertThat(first.at("/meta").has("total_count")).isFalse();
        assertThat(first.at("/meta/previous").isNull()).isTrue();
        assertThat(second.at("/objects")).hasSize(5);
        assertThat(second.at("/objects/4/to_number").asText()).isEqualTo("14155550110");
        assertThat(second.at("/meta/offset").asInt()).isEqualTo(20);
        assertThat(second.at("/meta/next").isNull()).isTrue();
        var back = client.get(second.at("/meta/previous").asText()).json();
        assertThat(back.at("/objects")).hasSize(20);
        assertThat(back.at("/objects/0/message_uuid")).isEqualTo(first.at("/objects/0/message_uuid"));
        assertThat(client.get(client.path() + "?limit=100").json().at("/objects"))
                .hasSize(20);
        assertThat(client.get(client.path() + "?limit=2&offset=24").json().at("/objects"))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "message_state=delivered, 1",
        "message_state=undelivered, 1",
        "message_state=failed, 1",
        "message_state=FAILED&message_direction=OUTBOUND&message_type=SMS, 1",
        "message_state=queued, 0",
        "error_code=50, 1",
        "error_code=000, 1",
        "message_direction=outbound, 3",
        "message_direction=inbound, 0",
        "from_number=14155550100, 3",
        "from_number=14155550101, 0",
        "to_number=15555550050, 1",
        "to_number=%2B15555550050, 1",
        "to_number=+15555550050, 1",
        "to_number=15555550050&message_state=delivered, 0",
        "something_else=1, 3"
    })
    void filters_narrow_the_list(String filter, int count) throws Exception {
        for (var to : List.of("+15555550000", "+15555550050", "+15555550420")) {
            client.send(Client.message(to));
        }
        await().until(() -> simulator.messages().stream()
                .noneMatch(truth -> List.of("queued", "sent").contains(truth.state())));

        assertThat(client.get(client.path() + "?" + filter).json().at("/objects"))
                .hasSize(count);
    }

    @ParameterizedTest
    @CsvSource({
        "message_time__gt, 2026-11-23 09:59, first second",
        "message_time__gt, 2026-11-23 10:00:00.123456, second",
        "message_time__gte, 2026-11-23 10:00:00.123456, first second",
        "message_time__lt, 2026-11-23 10:00:00.123456, ''",
        "message_time__lte, 2026-11-23 10:00:00.123456, first",
        "message_time__lt, 2026-11-23 10:05, first",
        "message_time__lt, 2026-11-23 11:05:00+01:00, first",
        "message_time, 2026-11-23 10:00:00.123456, first",
        "message_time, 2026-11-23 10:00:00, first"
    })
    void times_narrow_the_list(String filter, String time, String expected) throws Exception {
        client.send(Client.message("+14155550111").put("src", "first"));
        now.set(now.get().plus(Duration.ofMinutes(10)));
        client.send(Client.message("+14155550112").put("src", "second"));

        var found = client.get(client.path() + "?" + filter + "=" + URLEncoder.encode(time, StandardCharsets.UTF_8))
                .json();

        assertThat(sources(found)).isEqualTo(expected);
    }

    /** As the example of Plivo's documentation does. */
    @Test
    void times_are_told_with_an_offset_that_is_not_utc() throws Exception {
        client.send(Client.message("+14155550111"));

        assertThat(client.get(client.path())
                        .json()
                        .at("/objects/0/message_time")
                        .asText())
                .isEqualTo("2026-11-23 15:30:00+05:30");
    }

    @Test
    void without_a_time_the_last_day_is_listed() throws Exception {
        client.send(Client.message("+14155550111"));
        now.set(now.get().plus(Duration.ofHours(25)));

        assertThat(client.get(client.path()).json().at("/objects")).isEmpty();
        assertThat(client.get(client.path() + "?message_time__gt=2026-11-23%2000:00")
                        .json()
                        .at("/objects"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=many", "limit=0", "offset=-1", "message_time__gt=yesterday"})
    void a_filter_that_makes_no_sense_is_refused(String filter) throws Exception {
        var answer = client.get(client.path() + "?" + filter);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("error").asText()).startsWith(filter.substring(0, filter.indexOf('=')));
    }

    private static String sources(JsonNode page) {
        return String.join(
                " ",
                StreamSupport.stream(page.get("objects").spliterator(), false)
                        .map(message -> message.get("from_number").asText())
                        .sorted()
                        .toList());
    }
}
