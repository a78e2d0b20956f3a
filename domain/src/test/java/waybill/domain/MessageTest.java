package waybill.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static waybill.domain.Examples.ID_A;
import static waybill.domain.Examples.ID_B;
import static waybill.domain.Examples.after;
import static waybill.domain.Examples.message;
import static waybill.domain.Examples.messageFrom;
import static waybill.domain.Examples.reportOf;
import static waybill.domain.Examples.reported;
import static waybill.domain.Examples.submitted;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import waybill.domain.Evidence.Listed;

class MessageTest {
    private static final String POWERPACK = "12345678-90ab-cdef-1234-567890abcdef";

    static Stream<Arguments> sendersAndReports() {
        var number = Examples.SENDER;
        var code = new Sender.ShortCode("12345");
        var name = new Sender.Alphanumeric("ACME");
        var powerpack = new Sender.Powerpack(POWERPACK);
        return Stream.of(
                Arguments.of(number, reportOf("14155550100", "15555550000", ""), true),
                Arguments.of(number, reportOf("+14155550100", "+15555550000", ""), true),
                Arguments.of(number, reportOf("14155550101", "15555550000", ""), false),
                Arguments.of(number, reportOf("14155550100", "15555550001", ""), false),
                Arguments.of(number, reportOf("", "", ""), false),
                Arguments.of(code, reportOf("12345", "15555550000", ""), true),
                Arguments.of(code, reportOf("12346", "15555550000", ""), false),
                Arguments.of(name, reportOf("ACME", "15555550000", ""), true),
                Arguments.of(name, reportOf("acme", "15555550000", ""), true),
                Arguments.of(name, reportOf("ACMES", "15555550000", ""), false),
                Arguments.of(powerpack, reportOf("14155550177", "15555550000", POWERPACK), true),
                Arguments.of(
                        powerpack,
                        reportOf("14155550177", "15555550000", "12345678-90AB-CDEF-1234-567890ABCDEF"),
                        true),
                Arguments.of(powerpack, reportOf("14155550177", "15555550000", ""), true),
                Arguments.of(
                        powerpack,
                        reportOf("14155550177", "15555550000", "02345678-90ab-cdef-1234-567890abcdef"),
                        false));
    }

    @Test
    void an_accepted_message_waits_since_the_time_of_its_id_and_is_known_under_no_id() {
        var accepted = message();

        assertThat(accepted.createdAt()).isEqualTo(accepted.id().madeAt());
        assertThat(accepted.state()).isEqualTo(new DeliveryState.Accepted(accepted.createdAt()));
        assertThat(accepted.expiresAt()).isEqualTo(accepted.createdAt().plus(Duration.ofHours(3)));
        assertThat(accepted.furtherIds()).isZero();
    }

    @Test
    void it_awaits_submission_until_its_submission_has_an_outcome() {
        var waiting = Examples.states().stream()
                .filter(state -> with(state).awaitsSubmission())
                .map(DeliveryState::status);

        assertThat(waiting).containsExactly(Status.ACCEPTED, Status.SUBMITTING);
    }

    @Test
    void it_closes_with_its_end() {
        var closed = Examples.states().stream().map(state -> with(state).closedAt());

        assertThat(closed)
                .containsExactly(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(after(6)),
                        Optional.of(after(7)),
                        Optional.of(after(8)),
                        Optional.of(after(9)),
                        Optional.of(after(10)),
                        Optional.of(after(11)));
    }

    @ParameterizedTest
    @MethodSource("sendersAndReports")
    void a_report_agrees_with_the_message_that_has_its_recipient_and_sender(
            Sender from, DeliveryReport report, boolean agrees) {
        assertThat(messageFrom(from).agreesWith(report)).isEqualTo(agrees);
    }

    @Test
    void once_the_id_is_known_a_report_must_agree_with_it_too() {
        var report = reportOf("14155550100", "15555550000", "");

        assertThat(message().on(submitted(ID_A, 1)).after().agreesWith(report)).isTrue();
        assertThat(message().on(submitted(ID_B, 1)).after().agreesWith(report)).isFalse();
    }

    @Test
    void a_report_is_awaited_from_when_a_message_may_have_left_until_it_closes() {
        var submitted = message().on(submitted(ID_A, 1)).after();

        assertThat(message().awaitsReport()).isFalse();
        assertThat(submitted.awaitsReport()).isTrue();
        assertThat(submitted.closedWithoutEnd(after(2)).awaitsReport()).isFalse();
        assertThat(message().on(new Evidence.DeadlinePassed(after(1))).after().awaitsReport())
                .isFalse();
    }

    @Test
    void under_several_ids_a_report_agrees_when_it_names_any_of_them() {
        var report = reportOf("14155550100", "15555550000", "");
        var toAnother = reportOf("14155550100", "15555550001", "");

        assertThat(message().agreesWith(report, List.of(submitted(ID_A, 1), submitted(ID_B, 2))))
                .isTrue();
        assertThat(message().agreesWith(report, List.of(submitted(ID_B, 1)))).isFalse();
        assertThat(message().agreesWith(report, List.of())).isTrue();
        assertThat(message().agreesWith(toAnother, List.of(submitted(ID_A, 1)))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"a, false", "b, true"})
    void evidence_under_another_id_is_judged_only_with_the_history(String id, boolean needed) {
        var sent = message().on(submitted(ID_A, 1)).after();
        var queued = reported(id.equals("a") ? ID_A : ID_B, ReportedStatus.QUEUED, 2);

        assertThat(sent.needsHistoryFor(queued)).isEqualTo(needed);
    }

    @Test
    void judging_it_without_the_history_is_a_fault_of_ours() {
        var sent = message().on(submitted(ID_A, 1)).after();

        assertThatThrownBy(() -> sent.on(submitted(ID_B, 2))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_second_id_is_counted_and_the_furthest_is_shown() {
        var history = List.of(submitted(ID_A, 1), reported(ID_B, ReportedStatus.SENT, 2));

        var doubled = message().refolded(history);

        assertThat(doubled.furtherIds()).isOne();
        assertThat(doubled.state().providerIdIfKnown()).contains(ID_B);
        assertThat(doubled.needsHistoryFor(reported(ID_B, ReportedStatus.SENT, 3)))
                .isTrue();
        assertThat(doubled.needsHistoryFor(Examples.started(2, 3))).isFalse();
    }

    @Test
    void of_two_ids_that_are_equally_far_the_smaller_is_shown() {
        var ofA = reported(ID_A, ReportedStatus.SENT, 1);
        var ofB = reported(ID_B, ReportedStatus.SENT, 2);

        assertThat(message().refolded(List.of(ofA, ofB)).state().providerIdIfKnown())
                .contains(ID_A);
        assertThat(message().refolded(List.of(ofB, ofA)).state().providerIdIfKnown())
                .contains(ID_A);
    }

    @Test
    void of_two_ids_that_have_both_ended_the_first_in_the_ledger_is_shown() {
        var ofA = reported(ID_A, ReportedStatus.DELIVERED, 1);
        var ofB = reported(ID_B, ReportedStatus.DELIVERED, 2);

        assertThat(message().refolded(List.of(ofB, ofA)).state().providerIdIfKnown())
                .contains(ID_B);
        assertThat(message().refolded(List.of(ofA, ofB)).state().providerIdIfKnown())
                .contains(ID_A);
    }

    @Test
    void only_a_change_of_status_is_an_event() {
        var started = message().on(Examples.started(1, 1));
        var again = started.after().on(Examples.started(2, 2));

        assertThat(started.changesStatus()).isTrue();
        assertThat(again.changesStatus()).isFalse();
    }

    @Test
    void redacted_it_keeps_everything_but_recipient_and_text() {
        var message = message();

        var redacted = message.redacted();

        assertThat(message.isRedacted()).isFalse();
        assertThat(redacted.isRedacted()).isTrue();
        assertThat(redacted.text()).isEqualTo(MessageText.REDACTED);
        assertThat(redacted)
                .usingRecursiveComparison()
                .ignoringFields("to", "text")
                .isEqualTo(message);
    }

    @Test
    void redacted_a_refusal_keeps_its_status_and_loses_what_the_provider_said() {
        var at = Instant.parse("2026-11-23T10:00:00Z");

        var redacted = with(new DeliveryState.Refused(new Refusal(400, "dst 15555550050 is invalid"), at))
                .redacted();

        assertThat(redacted.state()).isEqualTo(new DeliveryState.Refused(new Refusal(400, ""), at));
    }

    private static Message with(DeliveryState state) {
        var message = message();
        return new Message(
                message.id(),
                message.from(),
                message.to(),
                message.text(),
                message.clientReference(),
                message.createdAt(),
                message.expiresAt(),
                state,
                0,
                Optional.empty());
    }

    @Test
    void it_is_past_submission_once_it_is_known_to_have_left_or_has_ended() {
        assertThat(Examples.states().stream()
                        .filter(state -> !with(state).isPastSubmission())
                        .map(DeliveryState::status))
                .containsExactly(Status.ACCEPTED, Status.SUBMITTING, Status.UNCONFIRMED);
    }

    @Test
    void a_refusal_of_the_second_attempt_ends_it_and_what_the_first_led_to_contradicts() {
        var absent = List.of(
                Examples.unknown(2),
                Examples.listed(1, Listed.Finding.ABSENT, 900),
                Examples.listed(1, Listed.Finding.ABSENT, 960));
        var message = Examples.message().refolded(absent);

        var refused = message.on(
                new Evidence.SubmissionEnded(2, new SubmissionOutcome.Refused(Examples.REFUSAL), Examples.after(970)));

        assertThat(refused.after().state().status()).isEqualTo(Status.FAILED);
        var history =
                Stream.concat(absent.stream(), Stream.of(Examples.refused(970))).toList();
        var late = refused.after().on(Examples.reported(Examples.ID_A, ReportedStatus.DELIVERED, 980), history);
        assertThat(late.verdict()).isEqualTo(Verdict.CONTRADICTORY);
        assertThat(late.after().state().status()).isEqualTo(Status.FAILED);
    }
}
