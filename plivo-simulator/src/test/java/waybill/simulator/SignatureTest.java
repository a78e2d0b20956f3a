package waybill.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SignatureTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void signs_exactly_what_a_correct_verifier_accepts(String id, JsonNode vector) {
        var signed = sign(vector);

        var inHeader = Arrays.stream(vector.get("signature_header").asText().split(",", -1))
                .map(String::strip)
                .anyMatch(signed::equals);
        assertThat(inHeader).as(id).isEqualTo(vector.get("valid").asBoolean());
    }

    static Stream<Object[]> vectors() throws IOException {
        try (var stream = Objects.requireNonNull(SignatureTest.class.getResourceAsStream("/signature-vectors.json"))) {
            var vectors = new ObjectMapper().readTree(stream).get("vectors");
            assertThat(vectors).hasSizeGreaterThan(30);
            return StreamSupport.stream(vectors.spliterator(), false)
                    .map(vector -> new Object[] {vector.get("id").asText(), vector});
        }
    }

    private static String sign(JsonNode vector) {
        var token = vector.get("auth_token").asText();
        var url = vector.get("url").asText();
        var nonce = vector.get("nonce").asText();
        return vector.get("version").asText().equals("V2")
                ? Signature.v2(token, url, nonce)
                : Signature.v3(token, vector.get("method").asText(), url, parameters(vector), nonce);
    }

    private static Parameters parameters(JsonNode vector) {
        var list = new ArrayList<Parameters.Parameter>();
        vector.get("params").properties().forEach(field -> {
            if (field.getValue().isArray()) {
                field.getValue().forEach(value -> list.add(new Parameters.Parameter(field.getKey(), value.asText())));
            } else {
                list.add(new Parameters.Parameter(
                        field.getKey(), field.getValue().asText()));
            }
        });
        return new Parameters(list);
    }
}
