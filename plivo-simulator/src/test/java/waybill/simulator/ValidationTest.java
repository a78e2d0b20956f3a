package waybill.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
