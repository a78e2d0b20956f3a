package waybill.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.application.port.out.Examples;
import waybill.application.port.out.Timeline.AttemptEntry;
import waybill.domain.DeliveryState;
import waybill.domain.Message;
import waybill.domain.Refusal;
import waybill.domain.Status;
import waybill.domain.SubmissionOutcome;
import waybill.domain.SubmissionOutcome.NotAccepted;

class DispatchOutcomesTest {
    private static final Duration JUST_BEFORE = Duration.ofNanos(1);

    private final InMemoryWaybill waybill = new InMemoryWaybill();
    private final InMemoryWaybill.Node node = waybill.node();
    private final Message message = waybill.accept();

    @Test
    void an_accepted_message_is_submitted_under_the_provider_s_id_and_never_again() {
        var providerId = Examples.providerId();
        waybill.gateway.answerNext(new SubmissionOutcome.Accepted(providerId));

        node.dispatchAndRun();

        assertThat(waybill.message(message.id()).state())
                .isEqualTo(new DeliveryState.Submitted(providerId, waybill.time.instant()));
        assertThat(waybill.telemetry.counted()).containsExactly("submission Accepted");
        assertNeverSubmittedAgain();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP 429", "HTTP 503", "connection refused"})
    void what_was_surely_not_accepted_is_submitted_again_after_its_wait_and_not_before(String reason) {
        waybill.gateway.answerNext(new NotAccepted(reason, Optional.empty()));
        node.dispatchAndRun();
        assertThat(waybill.status(message)).isEqualTo(Status.SUBMITTING);

        waybill.time.pass(InMemoryWaybill.FIRST_RETRY.minus(JUST_BEFORE));
        assertThat(node.dispatchAndRun()).isZero();
        waybill.time.pass(JUST_BEFORE);

        assertThat(node.dispatchAndRun()).isEqualTo(1);
        assertThat(waybill.status(message)).isEqualTo(Status.SUBMITTED);
        assertThat(waybill.gateway.submissions()).hasSize(2);
    }

    @Test
    void waits_grow_with_the_attempts() {
        waybill.gateway.answerAll(_ -> new NotAccepted("HTTP 429", Optional.empty()));
        node.dispatchAndRun();
        waybill.time.pass(InMemoryWaybill.FIRST_RETRY);
        node.dispatchAndRun();

        waybill.time.pass(InMemoryWaybill.FIRST_RETRY.multipliedBy(2).minus(JUST_BEFORE));
        assertThat(node.dispatchAndRun()).isZero();
        waybill.time.pass(JUST_BEFORE);

        assertThat(node.dispatchAndRun()).isEqualTo(1);
    }

    @Test
    void a_longer_wait_that_the_provider_asks_for_is_honoured() {
        var asked = Duration.ofSeconds(30);
        waybill.gateway.answerNext(new NotAccepted("HTTP 429", Optional.of(asked)));
        node.dispatchAndRun();

        waybill.time.pass(asked.minus(JUST_BEFORE));
        assertThat(node.dispatchAndRun()).isZero();
        waybill.time.pass(JUST_BEFORE);

        assertThat(node.dispatchAndRun()).isEqualTo(1);
    }

    @Test
    void a_shorter_wait_that_the_provider_asks_for_does_not_shorten_ours() {
        waybill.gateway.answerNext(new NotAccepted("HTTP 503", Optional.of(Duration.ZERO)));
        node.dispatchAndRun();

        assertThat(node.dispatchAndRun()).isZero();
        waybill.time.pass(InMemoryWaybill.FIRST_RETRY);

        assertThat(node.dispatchAndRun()).isEqualTo(1);
    }

    @Test
    void of_what_is_unknown_nothing_is_claimed_and_nothing_is_sent_again() {
        waybill.gateway.answerNext(new SubmissionOutcome.Unknown("silence after the request"));

        node.dispatchAndRun();

        assertThat(waybill.status(message)).isEqualTo(Status.UNCONFIRMED);
        assertNeverSubmittedAgain();
    }

    @Test
    void a_gateway_that_throws_has_an_unknown_outcome_and_nothing_is_sent_again() {
        waybill.gateway.answerAll(_ -> {
            throw new IllegalStateException("a bug");
        });

        node.dispatchAndRun();

        assertThat(waybill.status(message)).isEqualTo(Status.UNCONFIRMED);
        assertThat(waybill.telemetry.counted()).containsExactly("submission Unknown");
        assertNeverSubmittedAgain();
    }

    @Test
    void a_refused_message_has_failed_and_is_never_sent_again() {
        var refusal = new Refusal(400, "dst is invalid");
        waybill.gateway.answerNext(new SubmissionOutcome.Refused(refusal));

        node.dispatchAndRun();

        assertThat(waybill.status(message)).isEqualTo(Status.FAILED);
        assertThat(waybill.message(message.id()).state())
                .isEqualTo(new DeliveryState.Refused(refusal, waybill.time.instant()));
        assertNeverSubmittedAgain();
    }

    @Test
    void credentials_that_are_refused_pause_dispatch_and_the_message_stays_due() {
        waybill.gateway.answerNext(new SubmissionOutcome.Unauthorized());
        node.dispatchAndRun();
        assertThat(waybill.status(message)).isEqualTo(Status.SUBMITTING);

        waybill.time.pass(InMemoryWaybill.PAUSE_WHEN_UNAUTHORIZED.minus(JUST_BEFORE));
        assertThat(node.dispatchAndRun()).isZero();
        waybill.time.pass(JUST_BEFORE);

        assertThat(node.dispatchAndRun()).isEqualTo(1);
        assertThat(waybill.status(message)).isEqualTo(Status.SUBMITTED);
    }

    @Test
    void health_says_that_credentials_are_refused_until_a_message_is_taken() {
        var health = node.dispatch.readiness();
        assertThat(health.problem()).isEmpty();
        assertThat(health.isEssential()).isFalse();

        waybill.gateway.answerNext(new SubmissionOutcome.Unauthorized());
        node.dispatchAndRun();
        assertThat(health.problem()).isPresent();
        waybill.time.pass(InMemoryWaybill.PAUSE_WHEN_UNAUTHORIZED);
        assertThat(health.problem()).isPresent();
        node.dispatchAndRun();

        assertThat(health.problem()).isEmpty();
    }

    @Test
    void what_expires_while_dispatch_pauses_is_told_in_time() {
        var hasty = waybill.accept(Examples.message(waybill.time.instant(), 60));
        waybill.gateway.answerAll(_ -> new SubmissionOutcome.Unauthorized());
        node.dispatchAndRun();

        waybill.time.pass(Duration.ofSeconds(60));
        node.dispatchAndRun();
        waybill.timeouts.enforce();

        assertThat(waybill.status(hasty)).isEqualTo(Status.EXPIRED);
    }

    @Test
    void what_a_stopping_node_cannot_run_was_surely_not_accepted() {
        node.executor.stop();

        assertThat(node.dispatch.dispatch()).isEqualTo(1);

        assertThat(waybill.gateway.submissions()).isEmpty();
        assertThat(waybill.entries(message, AttemptEntry.class))
                .extracting(AttemptEntry::outcome)
                .hasOnlyElementsOfType(NotAccepted.class);
        waybill.time.pass(InMemoryWaybill.FIRST_RETRY);
        assertThat(waybill.node().dispatchAndRun()).isEqualTo(1);
        assertThat(waybill.status(message)).isEqualTo(Status.SUBMITTED);
    }

    @Test
    void what_a_stopping_node_cannot_run_takes_no_room() {
        waybill.accept();
        waybill.accept();
        waybill.accept();
        node.executor.stop();
        node.dispatch.dispatch();

        assertThat(node.dispatch.dispatch()).isEqualTo(1);
    }

    private void assertNeverSubmittedAgain() {
        for (int minute = 0; minute < 180; minute++) {
            waybill.time.pass(Duration.ofMinutes(1));
            assertThat(node.dispatchAndRun()).isZero();
        }
        assertThat(waybill.gateway.submissions()).hasSize(1);
    }
}
