package waybill.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import waybill.application.port.out.ReadinessCheck;
import waybill.domain.SubmissionOutcome;
import waybill.domain.Verdict;

class SelfDescriptionTest {
    /** Of a line of the catalogue, those outside its borders among them. */
    private static final int CATALOGUE_CELLS = 6;

    private final TestApi api = new TestApi();

    @Test
    void every_metric_exists_at_zero_from_the_start() throws IOException {
        try (var server = api.start()) {
            var response = RawClient.call(server, "GET", "/metrics");

            assertThat(response.status()).isEqualTo(200);
            assertThat(response.header("content-type")).startsWith("text/plain; version=0.0.4");
            assertThat(response.text().lines())
                    .contains(
                            "waybill_messages_accepted_total 0.0",
                            "waybill_messages_replayed_total 0.0",
                            "waybill_messages_expired_total 0.0",
                            "waybill_messages_doubled_total 0.0",
                            "waybill_orphan_reports_total 0.0",
                            "waybill_orphan_reports_matched_total 0.0",
                            "waybill_unusable_reports_total 0.0",
                            "waybill_callbacks_refused_total 0.0",
                            "waybill_submissions_total{outcome=\"accepted\"} 0.0",
                            "waybill_submissions_total{outcome=\"not_accepted\"} 0.0",
                            "waybill_submissions_total{outcome=\"unauthorized\"} 0.0",
                            "waybill_submissions_total{outcome=\"refused\"} 0.0",
                            "waybill_submissions_total{outcome=\"unknown\"} 0.0",
                            "waybill_reports_total{verdict=\"applied\"} 0.0",
                            "waybill_reports_total{verdict=\"duplicate\"} 0.0",
                            "waybill_reports_total{verdict=\"stale\"} 0.0",
                            "waybill_reports_total{verdict=\"contradictory\"} 0.0",
                            "waybill_http_requests_total{route=\"/v1/messages/{id}\",status=\"5xx\"} 0.0",
                            "waybill_http_requests_total{route=\"none\",status=\"4xx\"} 0.0",
                            "waybill_http_requests_total{route=\"malformed\",status=\"4xx\"} 0.0",
                            "waybill_http_request_duration_seconds_count{route=\"/callbacks/delivery-status\"} 0");
        }
    }

    @Test
    void what_happens_is_counted() throws IOException {
        var telemetry = api.telemetry;
        telemetry.messageAccepted();
        telemetry.messageReplayed();
        telemetry.messageExpired();
        telemetry.messageDoubled();
        telemetry.reportOrphaned();
        telemetry.orphanMatched();
        telemetry.reportUnusable();
        telemetry.callbackRefused();
        telemetry.reportRecorded(Verdict.STALE);
        telemetry.submissionEnded(new SubmissionOutcome.Unauthorized());
        try (var server = api.start()) {
            RawClient.call(server, "GET", "/nowhere/15555550050");
            RawClient.call(server, "nonsense\r\n\r\n");
            RawClient.call(server, "GET", "/v1/messages/" + Samples.ID);
            RawClient.post(server, "/v1/messages", Samples.BODY);

            assertThat(RawClient.call(server, "GET", "/metrics").text())
                    .contains(
                            "waybill_messages_accepted_total 1.0",
                            "waybill_messages_replayed_total 1.0",
                            "waybill_messages_expired_total 1.0",
                            "waybill_messages_doubled_total 1.0",
                            "waybill_orphan_reports_total 1.0",
                            "waybill_orphan_reports_matched_total 1.0",
                            "waybill_unusable_reports_total 1.0",
                            "waybill_callbacks_refused_total 1.0",
                            "waybill_reports_total{verdict=\"stale\"} 1.0",
                            "waybill_submissions_total{outcome=\"unauthorized\"} 1.0",
                            "waybill_http_requests_total{route=\"none\",status=\"4xx\"} 1.0",
                            "waybill_http_requests_total{route=\"malformed\",status=\"4xx\"} 1.0",
                            "waybill_http_requests_total{route=\"/v1/messages/{id}\",status=\"4xx\"} 1.0",
                            "waybill_http_requests_total{route=\"/v1/messages\",status=\"2xx\"} 1.0")
                    .doesNotContain("15555550050");
        }
    }

    @Test
    void it_is_ready_when_every_check_is_well() throws IOException {
        api.checks.add(check("database", Optional.empty()));
        try (var server = api.start()) {
            var response = RawClient.call(server, "GET", "/health/ready");

            assertThat(response.status()).isEqualTo(200);
            assertThat(response.text())
                    .isEqualTo(
                            "{\"status\":\"ready\",\"checks\":[{\"name\":\"database\",\"status\":\"ok\",\"essential\":true,\"problem\":null}]}");
        }
    }

    @Test
    void it_is_not_ready_but_alive_when_a_check_fails_hangs_or_throws_and_recovers() throws IOException {
        var released = new CountDownLatch(1);
        var problems = new java.util.concurrent.atomic.AtomicReference<>(Optional.of("the database does not answer"));
        api.checks.add(new Check("database", problems::get));
        try (var server = api.start()) {
            assertThat(RawClient.call(server, "GET", "/health/ready").text())
                    .contains("\"status\":\"failed\",\"essential\":true,\"problem\":\"the database does not answer\"");
            assertThat(RawClient.call(server, "GET", "/health/ready").status()).isEqualTo(503);
            assertThat(RawClient.call(server, "GET", "/health/live").status()).isEqualTo(200);
            problems.set(Optional.empty());
            assertThat(RawClient.call(server, "GET", "/health/ready").status()).isEqualTo(200);
        }
        api.telemetry = new PrometheusTelemetry();
        api.checks.clear();
        api.limits = TestApi.workLimit(Duration.ofSeconds(5));
        api.checks.add(new Check("hangs", () -> {
            MessageRoutesTest.await(released);
            return Optional.empty();
        }));
        api.checks.add(new Check("throws", () -> {
            throw new IllegalStateException("secret");
        }));
        try (var server = api.start()) {
            var response = RawClient.call(server, "GET", "/health/ready");

            assertThat(response.status()).isEqualTo(503);
            assertThat(response.text())
                    .contains("not_ready", "did not answer in time", "failed")
                    .doesNotContain("secret");
        } finally {
            released.countDown();
        }
    }

    @Test
    void it_is_ready_although_something_that_is_not_essential_fails() throws IOException {
        api.checks.add(new ReadinessCheck() {
            @Override
            public String name() {
                return "plivo";
            }

            @Override
            public boolean isEssential() {
                return false;
            }

            @Override
            public Optional<String> problem() {
                return Optional.of("dispatch pauses");
            }
        });
        try (var server = api.start()) {
            var response = RawClient.call(server, "GET", "/health/ready");

            assertThat(response.status()).isEqualTo(200);
            assertThat(response.text()).contains("\"status\":\"ready\"", "dispatch pauses");
        }
    }

    @Test
    void every_problem_is_in_the_catalogue_and_every_entry_is_a_problem() throws IOException {
        var catalogue = Documents.read("docs/problems.md")
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|", -1))
                .filter(cells -> cells.length == CATALOGUE_CELLS)
                .map(cells -> cells[1].strip() + " " + cells[2].strip() + " " + cells[3].strip())
                .toList();

        assertThat(catalogue)
                .containsExactlyInAnyOrderElementsOf(Stream.of(ProblemCode.values())
                        .map(code -> "`%s` %d %s".formatted(code.text(), code.status(), code.title()))
                        .toList());
    }

    private static ReadinessCheck check(String name, Optional<String> problem) {
        return new Check(name, () -> problem);
    }

    private record Check(String name, java.util.function.Supplier<Optional<String>> answer) implements ReadinessCheck {
        @Override
        public Optional<String> problem() {
            return answer.get();
        }
    }
}
