package waybill.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class TruthApiTest extends SimulatorTest {

    TruthApiTest() throws IOException {
        super(Client.config());
    }

    @Test
    void it_tells_everything_to_everybody() throws Exception {
        var url = listener.url("/report");
        var uuid = client.send(Client.message("+14155550123", url)).uuid();
        await().until(() -> truth("+14155550123").callbacks().acknowledged() == 3);

        var answer = client.exchange(client.request("/_simulator/messages"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.contentType()).startsWith("application/json");
        assertThat(answer.json()).isEqualTo(new ObjectMapper().readTree("""
                {
                  "requests_total": 1,
                  "accepted_total": 1,
                  "accepted_more_than_once": 0,
                  "data": [{
                    "message_uuid": "%1$s",
                    "from": "14155550100",
                    "to": "14155550123",
                    "text": "Your code is 4711",
                    "url": "%2$s",
                    "accepted": 1,
                    "rejected": 0,
                    "state": "delivered",
                    "error_code": "000",
                    "callbacks": {
                      "generated": 3, "withheld": 0, "tried": 3, "acknowledged": 3, "given_up": 0, "pending": 0
                    },
                    "reports": [
                      {"sequence": 1, "status": "queued", "generated": 1, "withheld": 0, "acknowledged": 1, "given_up": 0},
                      {"sequence": 2, "status": "sent", "generated": 1, "withheld": 0, "acknowledged": 1, "given_up": 0},
                      {"sequence": 3, "status": "delivered", "generated": 1, "withheld": 0, "acknowledged": 1, "given_up": 0}
                    ],
                    "message_uuids": ["%1$s"],
                    "rejected_with": []
                  }]
                }
                """.formatted(uuid, url)));
    }

    @Test
    void a_message_sent_twice_shows() throws Exception {
        var first =
                client.send(Client.message("+14155550123", listener.url("/1"))).uuid();
        var second =
                client.send(Client.message("+14155550123", listener.url("/1"))).uuid();
        client.send(Client.message("+14155550123", listener.url("/2")));

        var truths = simulator.messages();

        assertThat(truths).extracting(MessageTruth::accepted).containsExactly(1, 2);
        assertThat(truths.getLast().messageUuids()).containsExactly(first, second);
        assertThat(client.exchange(client.request("/_simulator/messages"))
                        .json()
                        .get("accepted_more_than_once")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void what_was_never_accepted_is_there_too() throws Exception {
        client.send(Client.message("+15555552503"));

        var row = client.exchange(client.request("/_simulator/messages")).json().at("/data/0");

        assertThat(row.get("state").asText()).isEqualTo("not_accepted");
        assertThat(row.get("message_uuid").isNull()).isTrue();
        assertThat(row.get("error_code").isNull()).isTrue();
        assertThat(row.at("/rejected_with/0").asInt()).isEqualTo(503);
    }

    @Test
    void one_recipient_can_be_asked_for() throws Exception {
        client.send(Client.message("+14155550123"));
        client.send(Client.message("+14155550124"));

        for (var to : new String[] {"+14155550124", "%2B14155550124", "14155550124"}) {
            var rows = client.exchange(client.request("/_simulator/messages?to=" + to))
                    .json()
                    .get("data");

            assertThat(rows).hasSize(1);
            assertThat(rows.at("/0/to").asText()).isEqualTo("14155550124");
        }
    }
}
