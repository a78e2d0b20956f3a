package waybill.simulator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValidationTest extends SimulatorTest {

    private static final String TO = "+14155550123";

    ValidationTest() throws IOException {
        super(Client.config());
    }

    @ParameterizedTest
    @ValueSource(strings = {"src", "dst", "text"})
    void what_is_needed_must_be_there(String field) throws Exception {
        var missing = Client.message(TO);
        missing.remove(field);

        assertRefused(client.send(missing), field);
        assertRefused(client.send(Client.message(TO).put(field, "")), field);
        assertRefused(client.send(Client.message(TO).putNull(field)), field);
    }

    @Test
    void a_source_and_a_powerpack_exclude_each_other() throws Exception {
        assertRefused(client.send(Client.message(TO).put("powerpack_uuid", "p")), "powerpack_uuid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "p",
                "+123456789012345",
                "6f2c5c7c-0000-4000-8000-00000000000",
                "6f2c5c7c000040008000000000000001"
            })
    void a_powerpack_is_named_by_a_uuid(String powerpack) throws Exception {
        var message = Client.message(TO).put("powerpack_uuid", powerpack);
        message.remove("src");

        assertRefused(client.send(message), "powerpack_uuid");
    }

    @ParameterizedTest
    @CsvSource({
        "dst, nobody",
        "dst, +0155550123",
        "dst, 123",
        "dst, nobody<noone",
        "src, much too long a name",
        "type, fax",
        "method, PUT",
        "url, ftp://example.com/x",
        "url, /report",
        "url, https:///x",
        "url, 'https://ex ample.com'",
        "message_expiry, 4",
        "message_expiry, 10800",
        "message_expiry, soon"
    })
    void what_is_there_must_make_sense(String field, String value) throws Exception {
        assertRefused(client.send(Client.message(TO).put(field, value)), "");
        assertThat(simulator.acceptedTotal()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "src, 12345",
        "src, Waybill",
        "dst, 14155550123",
        "type, mms",
        "method, get",
        "url, https://example.com/x?a=b",
        "message_expiry, 5",
        "message_expiry, 10799"
    })
    void what_plivo_takes_is_taken(String field, String value) throws Exception {
        assertThat(client.send(Client.message(TO).put(field, value)).status()).isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource({"a, 1600, 202", "a, 1601, 400", "€, 800, 202", "€, 801, 400", "я, 737, 202", "я, 738, 400"})
    void a_text_has_a_longest_length_in_its_encoding(String character, int times, int status) throws Exception {
        assertThat(client.send(Client.message(TO).put("text", character.repeat(times)))
                        .status())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'src':'+14155550100','dst':'+14155550123','text':'x'} {}",
                "{'src':'+14155550100','dst':'+14155550123','text':'x'}}",
                "{'src':'+14155550100','dst':'+14155550123','text':'x','text':'y'}",
                "{'src':'+14155550100','dst':'+14155550123','text':'x','log':1,'log':1}",
                "{'src':'+14155550100','dst':'+14155550123','text':4711}",
                "{'src':'+14155550100','dst':'+14155550123','text':true}",
                "{'src':'+14155550100','dst':'+14155550123','text':['x']}"
            })
    void what_is_written_carelessly_is_refused(String body) throws Exception {
        assertRefused(client.post(client.path(), "application/json", body.replace('\'', '"')), "");
        assertThat(simulator.acceptedTotal()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"src\":\"+14155550100\",\"dst\":\"+14155550123\",\"text\":\"grüß dich\"}",
                "src=%2B14155550100&dst=%2B14155550123&text=grüß+dich"
            })
    void what_is_no_utf_8_is_refused(String body) throws Exception {
        var contentType = body.startsWith("{") ? "application/json" : "application/x-www-form-urlencoded";

        assertRefused(
                client.exchange(client.request(client.path())
                        .header("Authorization", Client.basic(Client.AUTH_ID, Client.TOKEN))
                        .header("Content-Type", contentType)
                        .POST(BodyPublishers.ofString(body, ISO_8859_1))),
                "UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "\"text\""})
    void what_is_no_json_object_is_refused(String body) throws Exception {
        assertRefused(client.post(client.path(), "application/json", body), "");
    }

    private static void assertRefused(Client.Answer answer, String mention) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("error").asText()).contains(mention).isNotEmpty();
        assertThat(answer.json().get("api_id").asText()).hasSize(36);
    }
}
