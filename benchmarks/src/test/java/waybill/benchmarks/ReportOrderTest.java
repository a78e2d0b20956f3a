package waybill.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReportOrderTest {
    private static final int APART = 20;
    private static final int MESSAGES = 100;

    private final List<Integer> interleaved = all(ReportOrder.interleaved(MESSAGES, APART));

    @Test
    void between_two_reports_of_a_message_come_those_of_as_many_others() {
        for (int message = 0; message < MESSAGES - 2 * APART; message++) {
            for (int place = 1; place < ReportOrder.STEPS; place++) {
                int before = interleaved.indexOf(message * ReportOrder.STEPS + place - 1);
                int after = interleaved.indexOf(message * ReportOrder.STEPS + place);

                assertThat(interleaved.subList(before + 1, after).stream()
                                .map(report -> report / ReportOrder.STEPS)
                                .distinct())
                        .hasSizeGreaterThanOrEqualTo(APART);
            }
        }
    }

    @Test
    void no_report_is_sent_twice_and_every_message_gets_its_first() {
        assertThat(interleaved).doesNotHaveDuplicates();
        assertThat(interleaved)
                .containsAll(IntStream.range(0, MESSAGES)
                        .mapToObj(message -> message * ReportOrder.STEPS)
                        .toList());
    }

    @Test
    void once_it_is_under_way_each_report_comes_as_often_as_the_others() {
        assertThat(interleaved.subList(interleaved.size() - 3 * APART, interleaved.size()).stream()
                        .filter(report -> report % ReportOrder.STEPS == 0))
                .hasSize(APART);
    }

    private static List<Integer> all(ReportOrder order) {
        return IntStream.generate(() -> order.next(0))
                .takeWhile(report -> report != Requests.NONE)
                .boxed()
                .toList();
    }
}
