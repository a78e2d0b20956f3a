package waybill.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import waybill.application.port.out.Ledger.Located;
import waybill.domain.Message;

class LocatedTest {
    private final Message message = Examples.message();
    private final Stored older = stored(message, 3);
    private final Stored newer = stored(message, 4);
    private final Stored other = stored(Examples.message(), 9);

    /** Else a report that came in between would be taken for new, under a revision that holds it already. */
    @Test
    void of_a_message_that_was_read_twice_the_older_reading_counts() {
        var located = List.of(
                found(newer, true), found(other, false), new Located(Optional.empty(), false), found(older, false));

        assertThat(Located.asOfTheOldest(located))
                .containsExactly(
                        found(older, true),
                        found(other, false),
                        new Located(Optional.empty(), false),
                        found(older, false));
    }

    private static Located found(Stored stored, boolean known) {
        return new Located(Optional.of(stored), known);
    }

    private static Stored stored(Message message, long revision) {
        return new Stored(message, revision, 1, 0, false, false);
    }
}
