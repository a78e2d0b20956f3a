package waybill.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.domain.Examples.ID_A;
import static waybill.domain.Examples.ID_B;
import static waybill.domain.Examples.stamp;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeliveryReportTest {
    @Test
    void a_report_whose_parent_is_another_id_is_of_a_part() {
        var ofPart = withParent(Optional.of(ID_B));

        assertThat(ofPart.isOfPart()).isTrue();
        assertThat(ofPart.wholeId()).isEqualTo(ID_B);
    }

    @Test
    void a_report_without_a_parent_or_that_is_its_own_parent_is_of_the_whole() {
        assertThat(withParent(Optional.empty()).isOfPart()).isFalse();
        assertThat(withParent(Optional.empty()).wholeId()).isEqualTo(ID_A);
        assertThat(withParent(Optional.of(ID_A)).isOfPart()).isFalse();
    }

    @Test
    void its_stamp_is_what_it_leaves_on_the_message() {
        assertThat(Stamp.of(withParent(Optional.empty()))).isEqualTo(stamp(ID_A, 1));
    }

    @Test
    void the_report_generated_later_takes_precedence_and_one_that_is_not_numbered_has_none() {
        assertThat(stamp(ID_A, 1, Optional.of(2)).precedes(stamp(ID_A, 2, Optional.of(1))))
                .isTrue();
        assertThat(stamp(ID_A, 2, Optional.of(1)).precedes(stamp(ID_A, 1, Optional.of(2))))
                .isFalse();
        assertThat(stamp(ID_A, 1, Optional.of(0)).precedes(stamp(ID_A, 2, Optional.empty())))
                .isTrue();
    }

    @Test
    void where_the_sequence_does_not_tell_the_fingerprint_does() {
        assertThat(stamp(ID_A, 2, Optional.empty()).precedes(stamp(ID_A, 1, Optional.empty())))
                .isTrue();
        assertThat(stamp(ID_A, 1, Optional.of(3)).precedes(stamp(ID_A, 2, Optional.of(3))))
                .isFalse();
        assertThat(stamp(ID_A, 1).precedes(stamp(ID_A, 1))).isFalse();
    }

    @Test
    void an_accepted_submission_names_the_id_and_no_other_outcome_does() {
        var accepted = new Evidence.SubmissionEnded(1, new SubmissionOutcome.Accepted(ID_A), Examples.NOW);
        var unknown = new Evidence.SubmissionEnded(1, new SubmissionOutcome.Unknown("silence"), Examples.NOW);

        assertThat(accepted.providerIdIfAccepted()).contains(ID_A);
        assertThat(unknown.providerIdIfAccepted()).isEmpty();
    }

    private static DeliveryReport withParent(Optional<ProviderId> parentId) {
        return Examples.report(ID_A, parentId, ReportedStatus.SENT, ErrorCode.NONE, 1);
    }
}
