package waybill.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import waybill.domain.MessageId;

class CorpusTest {
    private static final int SIZE = 10_000;

    private final Corpus corpus = new Corpus(1_763_900_000_000L, 7, SIZE);

    @Test
    void ids_are_in_order_and_of_version_7() {
        var last = new MessageId(corpus.id(0));
        for (int index = 1; index < SIZE; index++) {
            var next = new MessageId(corpus.id(index));
            assertThat(next).isGreaterThan(last);
            last = next;
        }
    }

    @Test
    void no_two_messages_share_an_id_or_an_id_of_the_provider() {
        var other = new Corpus(corpus.millis(), 8, SIZE);
        var ids = new HashSet<UUID>();

        for (int index = 0; index < SIZE; index++) {
            assertThat(ids.add(corpus.id(index))).isTrue();
            assertThat(ids.add(other.id(index))).isTrue();
            assertThat(ids.add(corpus.providerId(index))).isTrue();
            assertThat(ids.add(other.providerId(index))).isTrue();
        }
    }
}
