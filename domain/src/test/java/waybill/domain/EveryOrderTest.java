package waybill.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static waybill.domain.Examples.ID_A;
import static waybill.domain.Examples.ID_B;
import static waybill.domain.Examples.SPAM;
import static waybill.domain.Examples.arrive;
import static waybill.domain.Examples.message;
import static waybill.domain.Examples.partReported;
import static waybill.domain.Examples.reported;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Promise 4, walked through: every order and repetition of a history with at most one final folds to the same state. Since
 * every order leads to the same, and no piece changes anything when it comes again, no repetition does, however long.
 */
class EveryOrderTest {
    private static final int LONGEST_HISTORY = 6;

    static final List<Evidence> OPEN = List.of(
            Examples.started(1, 1),
            Examples.started(2, 2),
            Examples.notAccepted(3),
            Examples.unknown(4),
            Examples.submitted(ID_A, 5),
            Examples.submitted(ID_B, 5),
            reported(ID_A, ReportedStatus.QUEUED, 9),
            reported(ID_A, ReportedStatus.SENT, 7),
            reported(ID_A, ReportedStatus.SENT, 8),
            reported(ID_B, ReportedStatus.SENT, 6),
            reported(ID_B, ReportedStatus.UNKNOWN, 10),
            partReported(ID_A, ReportedStatus.DELIVERED, 11));

    static final List<Evidence> FINALS = List.of(
            reported(ID_A, ReportedStatus.DELIVERED, 12),
            reported(ID_B, ReportedStatus.UNDELIVERED, SPAM, 4),
            Examples.refused(14),
            Examples.deadlinePassed(15));

    /** Few enough to repeat each as often as there is room. */
    private static final List<Evidence> REPEATED = List.of(
            Examples.started(1, 1),
            Examples.submitted(ID_A, 2),
            reported(ID_A, ReportedStatus.QUEUED, 5),
            reported(ID_A, ReportedStatus.SENT, 3),
            reported(ID_B, ReportedStatus.SENT, 4),
            Examples.refused(6));

    @Test
    void every_order_and_repetition_of_up_to_six_pieces_of_evidence_with_at_most_one_final_folds_to_the_same_state() {
        var orders = new Orders(OPEN, FINALS);

        orders.walk(false);

        assertThat(orders.walked).isGreaterThan(2_000_000);
    }

    @Test
    void every_repetition_in_up_to_six_pieces_of_evidence_folds_to_the_same_state() {
        var orders = new Orders(REPEATED.subList(0, 5), REPEATED.subList(5, 6));

        orders.walk(true);

        assertThat(orders.walked).isGreaterThan(50_000);
    }

    /** Walks every order, letting evidence arrive piece by piece; each set of evidence must lead to one message. */
    private static final class Orders {
        private final List<Evidence> alphabet = new ArrayList<>();
        private final int firstFinal;
        private final Map<Integer, Folded> byEvidence = new HashMap<>();
        private final List<Evidence> history = new ArrayList<>();
        private int walked;

        /** The message, and the tracks by which later evidence is judged. */
        private record Folded(Message message, Tracks tracks) {}

        Orders(List<Evidence> open, List<Evidence> finals) {
            alphabet.addAll(open);
            alphabet.addAll(finals);
            firstFinal = open.size();
        }

        void walk(boolean repeating) {
            walk(message(), Tracks.of(message().createdAt(), List.of()), 0, repeating);
        }

        private void walk(Message message, Tracks tracks, int seen, boolean repeating) {
            walked++;
            var expected = byEvidence.computeIfAbsent(seen, _ -> folded());
            if (!message.equals(expected.message) || !tracks.equals(expected.tracks)) {
                fail("after %s it is %s with %s, and in another order it was %s", history, message, tracks, expected);
            }
            if (history.size() == LONGEST_HISTORY) {
                return;
            }
            for (int next = 0; next < alphabet.size(); next++) {
                if (mayFollow(seen, next, repeating)) {
                    var evidence = alphabet.get(next);
                    var after = arrive(message, history, evidence).after();
                    history.add(evidence);
                    walk(after, tracks.with(Claims.of(evidence)), seen | 1 << next, repeating);
                    history.removeLast();
                }
            }
        }

        /** What the history makes, and makes again when any piece of it is repeated. */
        private Folded folded() {
            var message = message().refolded(history);
            var tracks = Tracks.of(message.createdAt(), history);
            for (var evidence : history) {
                assertThat(arrive(message, history, evidence).after()).isEqualTo(message);
                assertThat(tracks.with(Claims.of(evidence))).isEqualTo(tracks);
            }
            return new Folded(message, tracks);
        }

        private boolean mayFollow(int seen, int next, boolean repeating) {
            boolean known = (seen & 1 << next) != 0;
            boolean secondFinal = next >= firstFinal && !known && seen >> firstFinal != 0;
            return !secondFinal && (repeating || !known);
        }
    }
}
