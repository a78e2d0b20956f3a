package waybill.adapter.plivo;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import waybill.adapter.plivo.Signer.Pair;
import waybill.application.port.out.CallbackAuthenticator.Authentication;

/** Signatures made by others: by the SDKs' own tests, by third parties, and by all seven SDKs. */
class SignatureVectorsTest {
    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    @ParameterizedTest
    @MethodSource("vectors")
    void a_vector_is_judged_as_it_says(JsonNode vector) {
        var callbacks = new PlivoCallbacks(
                TestAccounts.signingWith(text(vector, "auth_token")), baseOf(vector), V2Policy.ALWAYS);

        var judged =
                callbacks.authenticate(request(vector, text(vector, "version")).request());

        assertThat(judged instanceof Authentication.Authentic)
                .as(text(vector, "note"))
                .isEqualTo(vector.path("valid").booleanValue());
        assertThat(judged).isInstanceOfAny(Authentication.Authentic.class, Authentication.Refused.class);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void a_vector_is_judged_alike_by_the_header_of_the_main_account(JsonNode vector) {
        var callbacks = new PlivoCallbacks(
                TestAccounts.signingWith(text(vector, "auth_token")), baseOf(vector), V2Policy.ALWAYS);

        var judged = callbacks.authenticate(
                request(vector, "Ma-" + text(vector, "version")).request());

        assertThat(judged instanceof Authentication.Authentic)
                .isEqualTo(vector.path("valid").booleanValue());
    }

    @Test
    void all_vectors_are_there() throws IOException {
        assertThat(vectors()).hasSize(32);
    }

    static Stream<Named<JsonNode>> vectors() throws IOException {
        try (var json = requireNonNull(SignatureVectorsTest.class.getResourceAsStream("signature-vectors.json"))) {
            var vectors = new ArrayList<Named<JsonNode>>();
            new ObjectMapper().readTree(json).path("vectors").forEach(v -> vectors.add(Named.of(text(v, "id"), v)));
            return vectors.stream();
        }
    }

    private static TestCallback request(JsonNode vector, String header) {
        var url = URI.create(text(vector, "url"));
        var query = url.getRawQuery() == null ? "" : url.getRawQuery();
        var params = pairs(vector.path("params"));
        var callback = new TestCallback()
                .path(url.getRawPath())
                .query(query)
                .signed(header, text(vector, "signature_header"))
                .header(
                        "x-plivo-signature-" + text(vector, "version").toLowerCase(Locale.ROOT) + "-nonce",
                        text(vector, "nonce"));
        if (text(vector, "method").equals("POST")) {
            return callback.form(params);
        }
        // The SDKs take a GET's parameters beside the URL; on the wire they are its query.
        return callback.method("GET")
                .query(Stream.of(query, Signer.form(params))
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining("&")))
                .without("content-type")
                .body("");
    }

    private static List<Pair> pairs(JsonNode params) {
        var pairs = new ArrayList<Pair>();
        params.properties().forEach(param -> {
            if (param.getValue().isArray()) {
                param.getValue().forEach(value -> pairs.add(new Pair(param.getKey(), value.textValue())));
            } else {
                pairs.add(new Pair(param.getKey(), param.getValue().textValue()));
            }
        });
        return pairs;
    }

    private static URI baseOf(JsonNode vector) {
        var url = URI.create(text(vector, "url"));
        return URI.create(url.getScheme() + "://" + url.getRawAuthority());
    }

    private static String text(JsonNode vector, String field) {
        return requireNonNull(vector.path(field).textValue(), field);
    }
}
