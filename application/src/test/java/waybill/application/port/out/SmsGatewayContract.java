package waybill.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import waybill.application.port.out.SmsGateway.Submission;
import waybill.domain.MessageId;
import waybill.domain.MessageText;
import waybill.domain.PhoneNumber;
import waybill.domain.Sender;
import waybill.domain.SubmissionOutcome;

/** What every gateway keeps, whoever carries the messages. */
public interface SmsGatewayContract {
    /** A gateway whose provider behaves like this towards every submission. */
    SmsGateway gatewayTo(Provider provider);

    /** How many requests the provider of the gateway made last has read. */
    int requestsRead();

    /** How a provider behaves. */
    enum Provider {
        ACCEPTING,
        REFUSING,
        BUSY,
        DENYING_CREDENTIALS,
        UNREACHABLE,
        /** Reads the request and never answers. */
        SILENT
    }

    @Test
    default void an_accepted_message_is_named_by_the_provider() {
        var gateway = gatewayTo(Provider.ACCEPTING);

        var outcome = gateway.submit(submission(1));

        assertThat(outcome).isInstanceOf(SubmissionOutcome.Accepted.class);
    }

    @Test
    default void every_accepted_message_has_a_name_of_its_own() {
        var gateway = gatewayTo(Provider.ACCEPTING);

        var outcomes =
                List.of(gateway.submit(submission(1)), gateway.submit(submission(2)), gateway.submit(submission(3)));

        assertThat(outcomes).doesNotHaveDuplicates().allMatch(SubmissionOutcome.Accepted.class::isInstance);
    }

    @Test
    default void every_kind_of_sender_is_accepted() {
        var gateway = gatewayTo(Provider.ACCEPTING);

        var outcomes = List.of(
                gateway.submit(submission(1, "+14155550100")),
                gateway.submit(submission(2, "+123456789012345")),
                gateway.submit(submission(3, "12345")),
                gateway.submit(submission(4, "Waybill")),
                gateway.submit(submission(5, "powerpack:5ec4c8c9-cd74-42b5-9e41-0d7670d6bb46")));

        assertThat(outcomes).allMatch(SubmissionOutcome.Accepted.class::isInstance);
    }

    @Test
    default void a_message_to_its_own_sender_has_an_outcome_too() {
        var gateway = gatewayTo(Provider.REFUSING);

        var outcome = gateway.submit(submission(1, "+15555550050"));

        assertThat(outcome).isInstanceOf(SubmissionOutcome.Refused.class);
    }

    @Test
    default void a_refused_message_is_refused_for_good() {
        var gateway = gatewayTo(Provider.REFUSING);

        var outcome = gateway.submit(submission(1));

        assertThat(outcome).isInstanceOf(SubmissionOutcome.Refused.class);
    }

    @Test
    default void a_busy_provider_has_surely_not_accepted() {
        var gateway = gatewayTo(Provider.BUSY);

        var outcome = gateway.submit(submission(1));

        assertThat(outcome).isInstanceOf(SubmissionOutcome.NotAccepted.class);
    }

    @Test
    default void denied_credentials_are_not_the_message_s_fault() {
        var gateway = gatewayTo(Provider.DENYING_CREDENTIALS);

        var outcome = gateway.submit(submission(1));

        assertThat(outcome).isInstanceOf(SubmissionOutcome.Unauthorized.class);
    }

    @Test
    default void an_unreachable_provider_has_surely_not_accepted() {
        var gateway = gatewayTo(Provider.UNREACHABLE);

        var outcome = gateway.submit(submission(1));

        assertThat(outcome).isInstanceOf(SubmissionOutcome.NotAccepted.class);
    }

    @Test
    default void of_a_silent_provider_nothing_is_known() {
        var gateway = gatewayTo(Provider.SILENT);

        var outcome = gateway.submit(submission(1));

        assertThat(outcome).isInstanceOf(SubmissionOutcome.Unknown.class);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNREACHABLE")
    default void one_submission_is_one_request(Provider provider) {
        var gateway = gatewayTo(provider);

        gateway.submit(submission(1));

        assertThat(requestsRead()).isEqualTo(1);
    }

    /** A submission whose id is made from a number. */
    static Submission submission(long number) {
        return submission(number, "+14155550100");
    }

    /** A submission whose id is made from a number, with this sender. */
    static Submission submission(long number, String from) {
        return new Submission(
                MessageId.of(Instant.parse("2026-11-23T10:00:00Z"), 0, number),
                Sender.parse(from),
                PhoneNumber.parse("+15555550050"),
                new MessageText("Your code is 4711"),
                Duration.ofHours(1));
    }
}
