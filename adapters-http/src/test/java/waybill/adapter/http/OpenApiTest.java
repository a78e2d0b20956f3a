package waybill.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import waybill.application.port.out.LostCallbacks.LostInHour;
import waybill.application.port.out.OutcomeUnknown;
import waybill.application.port.out.Page;
import waybill.application.port.out.ReadinessCheck;
import waybill.domain.DeliveryState;
import waybill.domain.Message;
import waybill.domain.Status;

/** Holds the description of the interface and the interface against each other. */
class OpenApiTest {
    private final TestApi api = new TestApi();
    private final HttpServer server;
    private final JsonNode document;

    /** The schemas that an answer was held against. */
    private final Set<String> used = new HashSet<>();

    OpenApiTest() throws IOException {
        Message queued = Samples.in(new DeliveryState.Queued(Samples.stamp()));
        api.list =
                query -> new Page<>(List.of(Samples.undelivered(), Samples.refused(), queued), Optional.of(Samples.ID));
        api.find = id -> Optional.of(Samples.undelivered());
        api.timeline = id -> Optional.of(Samples.timeline());
        api.orphans = query ->
                new Page<>(List.of(Samples.orphan(), Samples.unusableOrphan()), Optional.of(Samples.ID.value()));
        api.lost = since -> List.of(new LostInHour(TestApi.NOW, Status.DELIVERED, 3));
        api.checks.add(new ReadinessCheck() {
            @Override
            public String name() {
                return "database";
            }

            @Override
            public Optional<String> problem() {
                return Optional.of("away");
            }
        });
        server = api.start();
        document = RawClient.call(server, "GET", "/openapi.json").json();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void it_describes_every_route_and_no_other() {
        var described = new TreeSet<String>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(method -> described.add(method + " " + path.getKey())));
        var served = new TreeSet<String>();
        try (var acts = new TimeLimit(api.limits.work(), 1)) {
            HttpServer.routes(api.config(), api.api(), acts).stream()
                    .filter(route -> !route.template().endsWith("/"))
                    .forEach(route ->
                            served.add(route.method().toLowerCase(java.util.Locale.ROOT) + " " + route.template()));
        }

        assertThat(described).isEqualTo(served);
    }

    @Test
    void it_says_of_every_route_whether_it_needs_a_key() {
        try (var acts = new TimeLimit(api.limits.work(), 1)) {
            for (var route : HttpServer.routes(api.config(), api.api(), acts)) {
                if (route.template().endsWith("/")) {
                    continue;
                }
                var operation = document.get("paths")
                        .get(route.template())
                        .get(route.method().toLowerCase(java.util.Locale.ROOT));
                boolean open =
                        operation.has("security") && operation.get("security").isEmpty();

                assertThat(open).as(route.template()).isEqualTo(route.access() == Route.Access.OPEN);
            }
        }
    }

    /** Nothing is answered that is not described, whichever the route: what is not told by its status is by default. */
    @Test
    void it_says_of_every_route_how_it_may_be_refused() {
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    for (var status : List.of("400", "503", "default")) {
                        var response = operation.getValue().get("responses").path(status);
                        var described = response.has("$ref")
                                ? document.at(response.get("$ref").asText().substring(1))
                                : response;

                        assertThat(described
                                        .at("/content/application~1problem+json/schema")
                                        .has("$ref"))
                                .as(path.getKey() + " " + operation.getKey() + " " + status)
                                .isTrue();
                    }
                }));
    }

    /** A proxy may have put a prefix before our paths, of which we know nothing. */
    @Test
    void it_leads_to_the_interface_from_wherever_it_was_read() {
        var document = URI.create("https://example.com/sms/openapi.json");

        assertThat(document.resolve(this.document.at("/servers/0/url").asText()))
                .hasToString("https://example.com/sms/");
    }

    @Test
    void every_field_that_is_served_is_described_and_every_one_described_is_served() throws IOException {
        assertMatches(
                "Message", RawClient.post(server, "/v1/messages", Samples.BODY).json());
        assertMatches("Messages", RawClient.call(server, "GET", "/v1/messages").json());
        assertMatches(
                "Message",
                RawClient.call(server, "GET", "/v1/messages/" + Samples.ID).json());
        assertMatches(
                "Timeline",
                RawClient.call(server, "GET", "/v1/messages/" + Samples.ID + "/timeline")
                        .json());
        assertMatches(
                "OrphanReports",
                RawClient.call(server, "GET", "/v1/orphan-reports").json());
        assertMatches(
                "LostCallbacks",
                RawClient.call(server, "GET", "/v1/lost-callbacks").json());
        assertMatches("Live", RawClient.call(server, "GET", "/health/live").json());
        assertMatches(
                "Readiness", RawClient.call(server, "GET", "/health/ready").json());
        assertMatches(
                "Problem", RawClient.call(server, "GET", "/v1/messages?limit=0").json());
        assertMatches("Problem", RawClient.call(server, "GET", "/nowhere").json());
        assertMatches("SendRequest", RawClient.JSON.readTree(Samples.BODY));

        var described = new HashSet<String>();
        document.get("components").get("schemas").fieldNames().forEachRemaining(described::add);
        assertThat(used).isEqualTo(described);
    }

    @Test
    void the_id_of_an_unknown_outcome_is_described() throws IOException {
        var problem = RawClient.JSON.readTree(Json.bytes(json -> ProblemJson.write(
                json,
                Faults.problem(new OutcomeUnknown(Samples.ID, new IOException()))
                        .orElseThrow())));

        assertMatches("Problem", problem);
        assertThat(problem.has("id")).isTrue();
    }

    @Test
    void its_examples_are_such_as_it_describes() {
        document.get("components").get("schemas").properties().forEach(schema -> {
            if (schema.getValue().has("examples")) {
                schema.getValue().get("examples").forEach(example -> assertMatches(schema.getKey(), example));
            }
        });
        assertThat(used).contains("Message", "Problem", "SendRequest");
    }

    @Test
    void its_lists_of_words_are_complete() {
        var schemas = document.get("components").get("schemas");

        assertThat(words(schemas.at("/Problem/properties/code/enum")))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(ProblemCode.values()).map(ProblemCode::text).toList());
        assertThat(words(schemas.at("/Message/properties/status/enum")))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Status.values()).map(Status::text).toList());
    }

    @Test
    void every_parameter_of_a_list_is_described_and_taken() throws IOException {
        var names = new ArrayList<String>();
        document.at("/paths/~1v1~1messages/get/parameters")
                .forEach(parameter -> names.add(parameter.get("name").asText()));

        assertThat(names).containsExactlyInAnyOrder(MessageParameters.names());
    }

    @Test
    void every_reference_leads_somewhere() {
        document.findValuesAsText("$ref")
                .forEach(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    private void assertMatches(String name, JsonNode value) {
        used.add(name);
        assertMatches(document.get("components").get("schemas").get(name), value, name);
    }

    private void assertMatches(JsonNode schema, JsonNode value, String place) {
        if (schema.has("$ref")) {
            var reference = schema.get("$ref").asText();
            assertMatches(reference.substring(reference.lastIndexOf('/') + 1), value);
        } else if (schema.has("oneOf")) {
            assertMatches(choice(schema, value, place), value, place);
        } else {
            assertThat(types(schema)).as(place).contains(type(value));
            if (schema.has("enum") && !value.isNull()) {
                assertThat(words(schema.get("enum"))).as(place).contains(value.asText());
            }
            if (schema.has("const")) {
                assertThat(value.asText())
                        .as(place)
                        .isEqualTo(schema.get("const").asText());
            }
            if (value.isObject() && schema.has("properties")) {
                assertFieldsMatch(schema, value, place);
            }
            value.elements().forEachRemaining(item -> {
                if (value.isArray()) {
                    assertMatches(schema.get("items"), item, place + "[]");
                }
            });
        }
    }

    private void assertFieldsMatch(JsonNode schema, JsonNode value, String place) {
        value.fieldNames()
                .forEachRemaining(name -> assertThat(schema.get("properties").has(name))
                        .as(place + "." + name)
                        .isTrue());
        words(schema.get("required"))
                .forEach(name ->
                        assertThat(value.has(name)).as(place + "." + name).isTrue());
        value.properties()
                .forEach(field -> assertMatches(
                        schema.get("properties").get(field.getKey()), field.getValue(), place + "." + field.getKey()));
    }

    private JsonNode choice(JsonNode schema, JsonNode value, String place) {
        if (schema.has("discriminator")) {
            var property = schema.at("/discriminator/propertyName").asText();
            var reference =
                    schema.at("/discriminator/mapping").get(value.get(property).asText());
            assertThat(reference).as(place).isNotNull();
            return RawClient.JSON.createObjectNode().put("$ref", reference.asText());
        }
        var nothing = schema.get("oneOf").get(1);
        return value.isNull() ? nothing : schema.get("oneOf").get(0);
    }

    private static String type(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "object";
            case ARRAY -> "array";
            case STRING -> "string";
            case NUMBER -> "integer";
            case BOOLEAN -> "boolean";
            case NULL -> "null";
            default -> throw new IllegalStateException();
        };
    }

    private static List<String> types(JsonNode schema) {
        var type = schema.get("type");
        return type.isArray() ? words(type) : List.of(type.asText());
    }

    private static List<String> words(JsonNode array) {
        var words = new ArrayList<String>();
        array.forEach(word -> words.add(word.asText()));
        return words;
    }
}
