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
        var even = interleaved.subList(ReportOrder.untilEven(APART), interleaved.size());

        for (int turn = 0; turn < even.size(); turn += ReportOrder.STEPS) {
            assertThat(even.subList(turn, turn + ReportOrder.STEPS))
                    .extracting(report -> report % ReportOrder.STEPS)
                    .containsExactly(0, 1, 2);
        }
        assertThat(even).hasSize(ReportOrder.STEPS * (MESSAGES - 2 * APART));
    }

    @Test
    void one_after_the_other_each_connection_sends_all_of_a_message_before_the_next_and_none_twice() {
        var order = ReportOrder.backToBack(MESSAGES, 2);

        var turns = IntStream.range(0, MESSAGES * ReportOrder.STEPS / 2)
                .mapToObj(_ -> List.of(order.next(0), order.next(1)))
                .toList();

        assertThat(turns).startsWith(List.of(0, 3), List.of(1, 4), List.of(2, 5), List.of(6, 9));
        assertThat(turns.stream().flatMap(List::stream)).doesNotHaveDuplicates().doesNotContain(Requests.NONE);
        assertThat(order.next(0)).isEqualTo(Requests.NONE);
    }

    @Test
    void what_the_first_requests_leave_is_next_for_others() {
        var stream = ReportStream.backToBack(new Corpus(0, 1, 2), new byte[2 * ReportOrder.STEPS][], 1);
        var first = new FirstOf(stream, 2);

        assertThat(List.of(first.next(0), first.next(0), first.next(0))).containsExactly(0, 1, Requests.NONE);
        assertThat(stream.next(0)).isEqualTo(2);
    }

    private static List<Integer> all(ReportOrder order) {
        return IntStream.generate(() -> order.next(0))
                .takeWhile(report -> report != Requests.NONE)
                .boxed()
                .toList();
    }
}
