package waybill.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import waybill.application.port.in.RecordDeliveryReports.Outcome;
import waybill.application.port.out.Examples;
import waybill.application.port.out.ReceivedReport;
import waybill.application.port.out.Timeline.ReportEntry;
import waybill.domain.Message;
import waybill.domain.MessageText;
import waybill.domain.ProviderId;
import waybill.domain.ReportedStatus;
import waybill.domain.Sender;
import waybill.domain.Verdict;

/** Reports whose signature does not cover what they say: they count only where all they say fits. */
class RecordUnprovenReportsTest {
    private static final String POWERPACK = "5ec4c8c9-cd74-42b5-9e41-0d7670d6bb46";

    private final InMemoryWaybill waybill = new InMemoryWaybill();
    private final ProviderId id = Examples.providerId();
    private final ReportDraft report = ReportDraft.of(id, ReportedStatus.SENT);

    @AfterEach
    void nothing_unproven_is_ever_kept_as_an_orphan() {
        assertThat(waybill.orphans()).isEmpty();
    }

    @Test
    void a_report_that_agrees_with_the_message_of_its_url_is_applied() {
        var message = waybill.accept();

        var outcomes = waybill.record(unproven(message, report));

        assertThat(outcomes).containsExactly(new Outcome.Recorded(message.id(), Verdict.APPLIED));
    }

    @Test
    void a_report_on_the_url_of_an_unknown_message_is_refused() {
        var outcomes = waybill.record(Examples.mustAgree(report.toOwnUrl(Examples.nextId(Examples.NOW))));

        assertThat(outcomes).containsExactly(new Outcome.Refused());
    }

    @Test
    void of_a_message_under_two_ids_a_report_of_either_is_applied_and_of_a_third_refused() {
        var message = waybill.accept();
        var other = Examples.providerId();
        waybill.record(ReportDraft.of(id, ReportedStatus.QUEUED).toOwnUrl(message.id()));
        waybill.record(ReportDraft.of(other, ReportedStatus.SENT).toOwnUrl(message.id()));

        var outcomes = waybill.record(
                unproven(message, report),
                unproven(message, ReportDraft.of(other, ReportedStatus.DELIVERED)),
                unproven(message, ReportDraft.of(Examples.providerId(), ReportedStatus.DELIVERED)));

        assertThat(outcomes)
                .containsExactly(
                        new Outcome.Recorded(message.id(), Verdict.APPLIED),
                        new Outcome.Recorded(message.id(), Verdict.APPLIED),
                        new Outcome.Refused());
    }

    @Test
    void a_report_on_the_shared_url_is_refused_even_if_it_agrees() {
        var message = waybill.accept();
        waybill.record(ReportDraft.of(id, ReportedStatus.QUEUED).toOwnUrl(message.id()));

        var outcomes = waybill.record(Examples.mustAgree(report.toSharedUrl()));

        assertThat(outcomes).containsExactly(new Outcome.Refused());
        assertThat(waybill.entries(message, ReportEntry.class)).hasSize(1);
    }

    @Test
    void a_report_that_cannot_be_understood_is_refused() {
        var outcomes = waybill.record(Examples.mustAgree(Examples.unusable("odd")));

        assertThat(outcomes).containsExactly(new Outcome.Refused());
    }

    @Test
    void a_report_to_another_recipient_is_refused() {
        assertRefused(waybill.accept(), report.to("15555550001"));
    }

    @Test
    void a_report_from_another_sender_is_refused() {
        assertRefused(waybill.accept(), report.from("14155550101"));
    }

    @Test
    void a_report_of_another_id_than_the_known_one_is_refused() {
        var message = waybill.accept();
        waybill.record(ReportDraft.of(id, ReportedStatus.QUEUED).toOwnUrl(message.id()));

        var outcomes =
                waybill.record(unproven(message, ReportDraft.of(Examples.providerId(), ReportedStatus.DELIVERED)));

        assertThat(outcomes).containsExactly(new Outcome.Refused());
        assertThat(waybill.entries(message, ReportEntry.class)).hasSize(1);
    }

    @Test
    void a_report_of_another_id_is_refused_also_when_the_first_came_in_the_same_batch() {
        var message = waybill.accept();

        var outcomes = waybill.record(
                ReportDraft.of(id, ReportedStatus.QUEUED).toOwnUrl(message.id()),
                unproven(message, ReportDraft.of(Examples.providerId(), ReportedStatus.DELIVERED)));

        assertThat(outcomes)
                .containsExactly(new Outcome.Recorded(message.id(), Verdict.APPLIED), new Outcome.Refused());
        assertThat(waybill.message(message.id()).furtherIds()).isZero();
    }

    @Test
    void a_report_is_judged_anew_when_what_it_was_refused_for_was_never_written() {
        var message = waybill.accept();
        var other = Examples.providerId();
        waybill.ledger.beforeNextAppends(
                1,
                () -> waybill.record(ReportDraft.of(other, ReportedStatus.SENT).toOwnUrl(message.id())));

        var outcomes = waybill.record(
                ReportDraft.of(id, ReportedStatus.QUEUED).toOwnUrl(message.id()),
                unproven(message, ReportDraft.of(other, ReportedStatus.DELIVERED)));

        assertThat(outcomes.getLast()).isEqualTo(new Outcome.Recorded(message.id(), Verdict.APPLIED));
    }

    static Stream<Arguments> sendersAndReports() {
        var powerpack = "powerpack:" + POWERPACK;
        var example = ReportDraft.of(Examples.providerId(), ReportedStatus.SENT);
        return Stream.of(
                Arguments.of("+14155550100", example.from("+14155550100"), true),
                Arguments.of("Waybill", example.from("Waybill"), true),
                Arguments.of("Waybill", example.from("waybill"), true),
                Arguments.of("Waybill", example.from("Wayball"), false),
                Arguments.of("Waybill", example.from(""), false),
                Arguments.of("12345", example.from("12345"), true),
                Arguments.of("12345", example.from("123456"), false),
                Arguments.of(powerpack, example.powerpack(POWERPACK), true),
                Arguments.of(powerpack, example.powerpack(""), true),
                Arguments.of(powerpack, example.powerpack("0" + POWERPACK.substring(1)), false));
    }

    @ParameterizedTest
    @MethodSource("sendersAndReports")
    void every_kind_of_sender_is_compared_in_its_own_way(String sender, ReportDraft draft, boolean agrees) {
        var message = waybill.accept(from(Sender.parse(sender)));

        var outcomes = waybill.record(unproven(message, draft));

        assertThat(outcomes)
                .containsExactly(agrees ? new Outcome.Recorded(message.id(), Verdict.APPLIED) : new Outcome.Refused());
    }

    @Test
    void a_refused_report_is_not_counted_among_the_recorded() {
        assertRefused(waybill.accept(), report.to("15555550001"));

        assertThat(waybill.telemetry.counted()).isEmpty();
    }

    private void assertRefused(Message message, ReportDraft draft) {
        var before = waybill.stored(message);

        var outcomes = waybill.record(unproven(message, draft));

        assertThat(outcomes).containsExactly(new Outcome.Refused());
        assertThat(waybill.stored(message)).isEqualTo(before);
    }

    private static ReceivedReport unproven(Message message, ReportDraft draft) {
        return Examples.mustAgree(draft.toOwnUrl(message.id()));
    }

    private Message from(Sender sender) {
        return Message.accepted(
                waybill.ids.nextMessageId(),
                sender,
                Examples.RECIPIENT,
                new MessageText("Your code is 4711"),
                Optional.empty(),
                Duration.ofHours(1));
    }
}
