package waybill.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import waybill.application.port.out.Examples;
import waybill.application.port.out.SmsGateway.Submission;
import waybill.application.port.out.SubmissionQueue.SendingLimits;
import waybill.application.service.DispatchDueMessagesService.Settings;
import waybill.domain.Message;
import waybill.domain.Status;

class DispatchDueMessagesServiceTest {
    private final InMemoryWaybill waybill = new InMemoryWaybill();
    private final InMemoryWaybill.Node node = waybill.node();

    @Test
    void with_nothing_due_nothing_is_taken() {
        assertThat(node.dispatchAndRun()).isZero();
        assertThat(waybill.gateway.submissions()).isEmpty();
    }

    @Test
    void a_due_message_is_submitted_as_it_was_accepted() {
        var message = waybill.accept();
        waybill.time.pass(Duration.ofMinutes(10));

        int taken = node.dispatchAndRun();

        assertThat(taken).isEqualTo(1);
        assertThat(waybill.gateway.submissions())
                .containsExactly(
                        new Submission(message.id(), message.from(), message.to(), message.text(), timeLeft(message)));
    }

    @Test
    void a_message_is_submitting_before_its_request_leaves() {
        var message = waybill.accept();

        node.dispatch.dispatch();

        assertThat(waybill.gateway.submissions()).isEmpty();
        assertThat(waybill.status(message)).isEqualTo(Status.SUBMITTING);
    }

    @Test
    void dispatch_does_not_wait_for_outcomes() {
        waybill.accept();
        waybill.accept();

        assertThat(node.dispatch.dispatch()).isEqualTo(2);
        assertThat(node.executor.waiting()).isEqualTo(2);
    }

    @Test
    void no_more_is_taken_than_there_is_room_for() {
        IntStream.range(0, InMemoryWaybill.ROOM + 2).forEach(_ -> waybill.accept());

        assertThat(node.dispatch.dispatch()).isEqualTo(InMemoryWaybill.ROOM);
        assertThat(node.dispatch.dispatch()).isZero();
    }

    @Test
    void what_ends_makes_room_for_what_waits() {
        IntStream.range(0, InMemoryWaybill.ROOM + 2).forEach(_ -> waybill.accept());
        node.dispatch.dispatch();

        node.executor.runNext();

        assertThat(node.dispatch.dispatch()).isEqualTo(1);
    }

    @Test
    void every_end_rings_the_bell_since_there_is_room_again() {
        waybill.accept();
        waybill.accept();
        node.dispatch.dispatch();

        node.executor.runNext();
        assertThat(waybill.bell.rings()).isEqualTo(1);

        node.executor.runNext();
        assertThat(waybill.bell.rings()).isEqualTo(2);
    }

    @Test
    void nodes_share_the_work_and_never_a_message() {
        IntStream.range(0, 2 * InMemoryWaybill.ROOM).forEach(_ -> waybill.accept());
        var other = waybill.node();

        node.dispatch.dispatch();
        other.dispatch.dispatch();
        node.executor.runAll();
        other.executor.runAll();

        assertThat(waybill.gateway.submissions())
                .extracting(Submission::id)
                .hasSize(2 * InMemoryWaybill.ROOM)
                .doesNotHaveDuplicates();
    }

    @Test
    void what_waited_past_its_deadline_expires_and_is_not_submitted() {
        var message = waybill.accept(Examples.message(waybill.time.instant(), 60));
        waybill.time.pass(Duration.ofSeconds(60));

        node.dispatchAndRun();
        waybill.timeouts.enforce();

        assertThat(waybill.status(message)).isEqualTo(Status.EXPIRED);
        assertThat(waybill.gateway.submissions()).isEmpty();
        assertThat(waybill.telemetry.counted()).containsExactly("expired");
    }

    @Test
    void what_is_taken_right_before_its_deadline_is_submitted() {
        var message = waybill.accept(Examples.message(waybill.time.instant(), 60));
        waybill.time.pass(Duration.ofSeconds(59));

        node.dispatchAndRun();

        assertThat(waybill.status(message)).isEqualTo(Status.SUBMITTED);
        assertThat(waybill.gateway.submissions())
                .extracting(Submission::timeLeft)
                .containsExactly(timeLeft(message));
    }

    @Test
    void what_is_taken_in_time_and_comes_to_its_turn_too_late_is_not_submitted_and_expires() {
        var message = waybill.accept(Examples.message(waybill.time.instant(), 60));
        waybill.time.pass(Duration.ofSeconds(59));
        node.dispatch.dispatch();
        waybill.time.pass(Duration.ofSeconds(1));

        node.executor.runAll();
        waybill.time.pass(Duration.ofSeconds(1));
        node.dispatch.dispatch();
        waybill.timeouts.enforce();

        assertThat(waybill.gateway.submissions()).isEmpty();
        assertThat(waybill.status(message)).isEqualTo(Status.EXPIRED);
    }

    @Test
    void a_request_may_take_half_of_a_lease_and_no_more() {
        var half = InMemoryWaybill.LEASE.dividedBy(2);

        assertThatCode(() -> settings(half)).doesNotThrowAnyException();
        assertThatThrownBy(() -> settings(half.plusNanos(1))).isInstanceOf(IllegalArgumentException.class);
    }

    private static Settings settings(Duration apiTimeout) {
        return new Settings(
                InMemoryWaybill.LEASE,
                apiTimeout,
                InMemoryWaybill.ROOM,
                InMemoryWaybill.PAUSE_WHEN_UNAUTHORIZED,
                SendingLimits.NONE);
    }

    private Duration timeLeft(Message message) {
        return Duration.between(waybill.time.instant(), message.expiresAt());
    }
}
