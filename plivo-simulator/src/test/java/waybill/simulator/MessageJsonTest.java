package waybill.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageJsonTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(strings = {"14160000001", "14160000001<14160000002<14160000003"})
    void the_answer_put_together_by_hand_is_that_of_a_tree(String to) throws JsonProcessingException {
        var request = SendRequestReader.read(
                "application/json", Client.message(to).toString().getBytes(UTF_8), new CallbackTarget.AsGiven());
        var messages = new Account(InstantSource.system(), 3).accept(request, "127.0.0.1");

        var answer = MessageJson.queued(messages);

        var tree = MessageJson.queued(messages, List.of())
                .put("api_id", JSON.readTree(answer).get("api_id").asText());
        assertThat(answer).isEqualTo(JSON.writeValueAsString(tree));
    }
}
