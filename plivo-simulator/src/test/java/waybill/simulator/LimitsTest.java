package waybill.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LimitsTest {

    private static final TimeScale REAL_TIME = new TimeScale(1);

    @Test
    void what_exceeds_the_rate_is_429_and_not_accepted() throws Exception {
        var limits = ApiLimits.NONE.withRequestsPer5Seconds(2).withRetryAfter(Duration.ofMillis(1500));
        try (var simulator =
                        PlivoSimulator.start(Client.config().withTimeScale(1e-3).withLimits(limits));
                var client = new Client(simulator)) {
            client.send(Client.message("+14155550123"));
            client.send(Client.message("+14155550123"));

            var third = client.send(Client.message("+14155550123"));

            assertThat(third.status()).isEqualTo(429);
            assertThat(third.json().get("error").asText()).isEqualTo("too many requests");
            assertThat(third.response().headers().firstValue("Retry-After")).contains("2");
            assertThat(client.get(client.path()).status()).isEqualTo(429);
            var truth = simulator.messages().getFirst();
            assertThat(truth.accepted()).isEqualTo(2);
            assertThat(truth.rejected()).isEqualTo(1);
            assertThat(truth.rejectedWith()).containsExactly(429);
        }
    }

    @Test
    void lists_have_a_limit_of_their_own() throws Exception {
        var config = Client.config().withTimeScale(1e-3).withLimits(ApiLimits.NONE.withListsPerMinute(1));
        try (var simulator = PlivoSimulator.start(config);
                var client = new Client(simulator)) {
            assertThat(client.get(client.path()).status()).isEqualTo(200);
            assertThat(client.get(client.path()).status()).isEqualTo(429);
            assertThat(client.send(Client.message("+14155550123")).status()).isEqualTo(202);
        }
    }

    @Test
    void what_is_refused_as_invalid_counts_as_well() throws Exception {
        var limits = ApiLimits.NONE.withRequestsPer5Seconds(1);
        try (var simulator =
                        PlivoSimulator.start(Client.config().withTimeScale(1e-3).withLimits(limits));
                var client = new Client(simulator)) {
            assertThat(client.send(Client.message("nobody")).status()).isEqualTo(400);
            assertThat(client.send(Client.message("+14155550123")).status()).isEqualTo(429);
            assertThat(client.send(Client.message("nobody")).status()).isEqualTo(429);
        }
    }

    @Test
    void in_no_five_seconds_more_pass_than_the_limit_wherever_they_begin() {
        var nanos = new AtomicLong();
        var limits = new RequestLimits(ApiLimits.NONE.withRequestsPer5Seconds(2), REAL_TIME, nanos::get);

        nanos.set(Duration.ofSeconds(4).toNanos());
        limits.enter().close();
        limits.enter().close();
        nanos.set(Duration.ofSeconds(5).toNanos());
        assertThatThrownBy(limits::enter).isInstanceOf(ApiProblem.class);
        nanos.set(Duration.ofSeconds(9).toNanos() - 1);
        assertThatThrownBy(limits::enter).isInstanceOf(ApiProblem.class);
        nanos.set(Duration.ofSeconds(9).toNanos());
        limits.enter().close();
    }

    @Test
    void the_rate_starts_over_after_five_seconds() {
        var nanos = new AtomicLong();
        var limits = new RequestLimits(ApiLimits.NONE.withRequestsPer5Seconds(1), REAL_TIME, nanos::get);

        limits.enter().close();
        assertThatThrownBy(limits::enter).isInstanceOf(ApiProblem.class);
        nanos.set(Duration.ofSeconds(5).toNanos());
        limits.enter().close();
    }

    @Test
    void the_rate_of_lists_starts_over_after_a_minute() {
        var nanos = new AtomicLong();
        var limits = new RequestLimits(ApiLimits.NONE.withListsPerMinute(1), REAL_TIME, nanos::get);

        limits.enterList();
        nanos.set(Duration.ofMinutes(1).toNanos() - 1);
        assertThatThrownBy(limits::enterList).isInstanceOf(ApiProblem.class);
        nanos.set(Duration.ofMinutes(1).toNanos());
        limits.enterList();
    }

    @Test
    void only_so_many_are_inside_at_once() {
        var limits = new RequestLimits(ApiLimits.NONE.withConcurrentRequests(1), REAL_TIME, () -> 0);

        var inside = limits.enter();
        assertThatThrownBy(limits::enter).isInstanceOf(ApiProblem.class);
        inside.close();
        limits.enter().close();
    }

    @Test
    void nothing_is_limited_unless_asked_for() {
        var limits = new RequestLimits(ApiLimits.NONE, REAL_TIME, () -> 0);

        for (int i = 0; i < 10_000; i++) {
            assertThat(limits.enter()).isNotNull();
            limits.enterList();
        }
    }

    @Test
    void a_limit_is_never_negative() {
        assertThatThrownBy(() -> ApiLimits.NONE.withConcurrentRequests(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("negative");
    }
}
