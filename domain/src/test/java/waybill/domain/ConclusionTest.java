package waybill.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.domain.Evidence.Listed.Finding.ABSENT;
import static waybill.domain.Evidence.Listed.Finding.UNDECIDED;
import static waybill.domain.Examples.listed;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import waybill.domain.Evidence.Listed;

class ConclusionTest {
    private static final Duration GAP = Duration.ofSeconds(60);

    @ParameterizedTest
    @EnumSource
    void one_listing_concludes_nothing(Listed.Finding finding) {
        assertThat(Conclusion.of(List.of(Examples.unknown(2)), listed(1, finding, 900), GAP))
                .isEqualTo(Conclusion.OPEN);
    }

    @Test
    void two_listings_without_it_show_that_it_is_absent() {
        assertThat(Conclusion.of(List.of(listed(1, ABSENT, 900)), listed(1, ABSENT, 960), GAP))
                .isEqualTo(Conclusion.ABSENT);
    }

    @Test
    void two_listings_that_begun_too_soon_after_each_other_count_as_one() {
        assertThat(Conclusion.of(List.of(listed(1, ABSENT, 900)), listed(1, ABSENT, 959), GAP))
                .isEqualTo(Conclusion.OPEN);
    }

    @Test
    void a_listing_for_another_attempt_does_not_count() {
        assertThat(Conclusion.of(List.of(listed(1, ABSENT, 900)), listed(2, ABSENT, 990), GAP))
                .isEqualTo(Conclusion.OPEN);
    }

    @ParameterizedTest
    @EnumSource
    void what_is_undecided_at_the_second_listing_stays_so(Listed.Finding first) {
        assertThat(Conclusion.of(List.of(listed(1, first, 900)), listed(1, UNDECIDED, 960), GAP))
                .isEqualTo(Conclusion.UNDECIDED);
    }

    @Test
    void absence_after_doubt_must_be_shown_twice() {
        var doubt = listed(1, UNDECIDED, 900);
        var first = listed(1, ABSENT, 960);

        assertThat(Conclusion.of(List.of(doubt), first, GAP)).isEqualTo(Conclusion.OPEN);
        assertThat(Conclusion.of(List.of(doubt, first), listed(1, ABSENT, 1020), GAP))
                .isEqualTo(Conclusion.ABSENT);
    }

    @Test
    void what_anything_was_reported_of_is_never_absent() {
        var silent = Examples.reported(Examples.ID_A, ReportedStatus.UNKNOWN, 14);

        assertThat(Conclusion.of(List.of(listed(1, ABSENT, 900), silent), listed(1, ABSENT, 960), GAP))
                .isEqualTo(Conclusion.UNDECIDED);
    }
}
