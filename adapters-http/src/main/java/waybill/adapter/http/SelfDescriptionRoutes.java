package waybill.adapter.http;

import static java.util.Objects.requireNonNull;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import waybill.adapter.http.Route.Access;

/** What the service says of itself: its interface and its numbers. */
final class SelfDescriptionRoutes {
    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    private final PrometheusRegistry registry;
    private final byte[] openApi = document();

    SelfDescriptionRoutes(PrometheusRegistry registry) {
        this.registry = registry;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/metrics", Access.API_KEY, this::metrics),
                Route.get("/openapi.json", Access.API_KEY, this::openApi));
    }

    private Reply metrics(Call call) {
        Parameters.none(call.query());
        var text = new ByteArrayOutputStream();
        try {
            writer.write(text, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Reply.of(200, writer.getContentType(), text.toByteArray());
    }

    private Reply openApi(Call call) {
        Parameters.none(call.query());
        return Reply.of(200, Reply.JSON, openApi);
    }

    private static byte[] document() {
        try (var document = SelfDescriptionRoutes.class.getResourceAsStream("openapi.json")) {
            return requireNonNull(document, "openapi.json").readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
