package waybill.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReportStreamTest {
    private final Corpus corpus = new Corpus(0, 1, 2);
    private final ReportStream stream = ReportStream.backToBack(corpus, CallbackRequests.of(corpus), 3);

    @Test
    void each_connection_sends_the_reports_of_its_message_in_order() {
        assertThat(stream.next(0)).isZero();
        assertThat(stream.next(1)).isEqualTo(3);
        assertThat(stream.next(0)).isEqualTo(1);
        assertThat(stream.next(1)).isEqualTo(4);
        assertThat(stream.next(0)).isEqualTo(2);
    }

    @Test
    void there_is_an_end() {
        stream.next(0);
        stream.next(1);

        assertThat(stream.next(2)).isEqualTo(Requests.NONE);
        assertThat(stream.next(2)).isEqualTo(Requests.NONE);
    }

    @Test
    void only_what_was_acknowledged_counts_as_such() {
        stream.answered(0, 204);
        stream.answered(2, 200);
        stream.answered(3, 503);
        stream.answered(4, 0);

        assertThat(stream.acknowledged()).containsExactly(Step.QUEUED.bit() | Step.DELIVERED.bit(), 0);
    }
}
