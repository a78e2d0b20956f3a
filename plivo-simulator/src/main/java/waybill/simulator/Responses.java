package waybill.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;

/** Writes answers as Plivo's servers do: not every error is JSON. */
record Responses(Duration retryAfter) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static void json(ServerResponse response, int status, JsonNode body) {
        try {
            response.status(Status.create(status))
                    .header(HeaderNames.CONTENT_TYPE, "application/json")
                    .send(JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree always has a JSON form", e);
        }
    }

    void problem(ServerRequest request, ServerResponse response, ApiProblem problem) {
        int status = problem.status();
        if ((status == 429 || status == 503) && retryAfter.isPositive()) {
            response.header(HeaderNames.RETRY_AFTER, Long.toString(Math.ceilDiv(retryAfter.toMillis(), 1000)));
        }
        switch (status) {
            case 401 -> {
                response.header(HeaderNames.WWW_AUTHENTICATE, "Basic realm=\"Login Required\"");
                text(response, status, "text/plain; charset=utf-8", problem.error());
            }
            // What stands before the API answers for it, and speaks HTML.
            case 502, 503, 504 ->
                text(
                        response,
                        status,
                        "text/html",
                        "<html><head><title>%1$s</title></head><body><h1>%1$s</h1></body></html>"
                                .formatted(Status.create(status).text()));
            default -> json(response, status, MessageJson.answer().put("error", problem.error()));
        }
    }

    private static void text(ServerResponse response, int status, String contentType, String body) {
        response.status(Status.create(status))
                .header(HeaderNames.CONTENT_TYPE, contentType)
                .send(body);
    }
}
