package waybill.adapter.http;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;

/** Counts and times requests by the template of their route, never by their path. */
final class HttpMetrics {
    /** The route of a path that is nobody's. */
    static final String NO_ROUTE = "none";

    /** The route of what was refused before it was understood. */
    private static final String NOT_UNDERSTOOD = "malformed";

    private static final List<String> STATUS_CLASSES = List.of("2xx", "4xx", "5xx");
    private static final double[] BOUNDS_SECONDS = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5};
    private static final double NANOS_PER_SECOND = 1e9;

    private final Counter requests;
    private final Histogram durations;

    HttpMetrics(PrometheusRegistry registry, List<String> templates) {
        this.requests = Counter.builder()
                .name("waybill_http_requests")
                .help("Requests answered, by route and class of status.")
                .labelNames("route", "status")
                .register(registry);
        this.durations = Histogram.builder()
                .name("waybill_http_request_duration_seconds")
                .help("Time from a whole request to its answer, by route.")
                .labelNames("route")
                .classicOnly()
                .classicUpperBounds(BOUNDS_SECONDS)
                .register(registry);
        templates.forEach(template -> {
            STATUS_CLASSES.forEach(statusClass -> requests.initLabelValues(template, statusClass));
            durations.initLabelValues(template);
        });
        STATUS_CLASSES.forEach(statusClass -> requests.initLabelValues(NO_ROUTE, statusClass));
        STATUS_CLASSES.forEach(statusClass -> requests.initLabelValues(NOT_UNDERSTOOD, statusClass));
        durations.initLabelValues(NO_ROUTE);
    }

    void answered(String template, int status, long nanos) {
        requests.labelValues(template, statusClass(status)).inc();
        durations.labelValues(template).observe(nanos / NANOS_PER_SECOND);
    }

    void refused(ProblemCode code) {
        requests.labelValues(NOT_UNDERSTOOD, statusClass(code.status())).inc();
    }

    private static String statusClass(int status) {
        return status / 100 + "xx";
    }
}
