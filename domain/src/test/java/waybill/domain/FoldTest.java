package waybill.domain;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static waybill.domain.Examples.ID_A;
import static waybill.domain.Examples.ID_B;
import static waybill.domain.Examples.SPAM;
import static waybill.domain.Examples.arrive;
import static waybill.domain.Examples.message;
import static waybill.domain.Examples.partReported;
import static waybill.domain.Examples.reported;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Promise 4: every order and repetition of a history with at most one final folds to the same state. */
class FoldTest {
    private static final int LONGEST_HISTORY = 6;
    private static final int RANDOM_HISTORIES = 20_000;
    private static final int LONGEST_RANDOM_HISTORY = 14;
    private static final long SEED = 20261123;

    private static final List<Evidence> OPEN = List.of(
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

    private static final List<Evidence> FINALS = List.of(
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
    void every_order_of_up_to_six_pieces_of_evidence_with_at_most_one_final_folds_to_the_same_state() {
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

    @Test
    void a_shuffled_and_repeated_history_folds_to_the_same_state() {
        var random = new Random(SEED);
        for (int i = 0; i < RANDOM_HISTORIES; i++) {
            var history = randomHistory(random, OPEN);
            history.add(FINALS.get(random.nextInt(FINALS.size())));
            var shuffled = new ArrayList<>(history);
            shuffled.addAll(history.subList(0, random.nextInt(history.size())));
            Collections.shuffle(shuffled, random);

            assertThat(message().refolded(shuffled)).isEqualTo(message().refolded(history));
        }
    }

    @Test
    void evidence_as_it_arrives_makes_the_message_that_its_history_makes_however_many_finals() {
        var random = new Random(SEED);
        for (int i = 0; i < RANDOM_HISTORIES; i++) {
            var history = randomHistory(random, Examples.everyEvidence());

            assertThat(arrived(history)).isEqualTo(message().refolded(history));
        }
    }

    @Test
    void the_verdict_on_new_evidence_is_the_same_with_and_without_the_history() {
        var random = new Random(SEED);
        for (int i = 0; i < RANDOM_HISTORIES; i++) {
            var history = randomHistory(random, Examples.everyEvidence());
            var evidence = history.removeLast();
            var before = message().refolded(history);
            if (!history.contains(evidence) && !before.needsHistoryFor(evidence)) {
                assertThat(before.on(evidence)).isEqualTo(before.on(evidence, history));
            }
        }
    }

    @Test
    void finals_that_agree_end_in_the_same_status_and_code_in_every_order() {
        var agreeing = List.of(
                reported(ID_A, ReportedStatus.UNDELIVERED, SPAM, 1),
                reported(ID_A, ReportedStatus.UNDELIVERED, SPAM, 2),
                reported(ID_B, ReportedStatus.UNDELIVERED, SPAM, 3));

        var ends = permutations(agreeing).stream()
                .map(history -> message().refolded(history).state())
                .map(state -> state.status() + " " + state.errorCode())
                .collect(toSet());

        assertThat(ends).hasSize(1);
    }

    @Test
    void of_two_different_finals_the_first_in_the_ledger_stands() {
        var first = reported(ID_A, ReportedStatus.UNDELIVERED, SPAM, 9);
        var second = reported(ID_A, ReportedStatus.DELIVERED, 10);

        assertThat(message().refolded(List.of(first, second)).state().status()).isEqualTo(Status.UNDELIVERED);
        assertThat(message().refolded(List.of(second, first)).state().status()).isEqualTo(Status.DELIVERED);
    }

    private static Message arrived(List<Evidence> history) {
        var message = message();
        for (int i = 0; i < history.size(); i++) {
            message = arrive(message, history.subList(0, i), history.get(i)).after();
        }
        return message;
    }

    private static List<Evidence> randomHistory(Random random, List<Evidence> alphabet) {
        int length = 1 + random.nextInt(LONGEST_RANDOM_HISTORY);
        return new ArrayList<>(IntStream.range(0, length)
                .mapToObj(_ -> alphabet.get(random.nextInt(alphabet.size())))
                .toList());
    }

    private static Set<List<Evidence>> permutations(List<Evidence> evidence) {
        if (evidence.isEmpty()) {
            return Set.of(List.of());
        }
        var all = new HashSet<List<Evidence>>();
        for (var last : evidence) {
            var rest = evidence.stream().filter(other -> !other.equals(last)).toList();
            for (var permutation : permutations(rest)) {
                var extended = new ArrayList<>(permutation);
                extended.add(last);
                all.add(extended);
            }
        }
        return all;
    }

    /** Walks every order, letting evidence arrive piece by piece; each set of evidence must lead to one message. */
    private static final class Orders {
        private final List<Evidence> alphabet = new ArrayList<>();
        private final int firstFinal;
        private final Map<Integer, Message> byEvidence = new HashMap<>();
        private final List<Evidence> history = new ArrayList<>();
        private int walked;

        Orders(List<Evidence> open, List<Evidence> finals) {
            alphabet.addAll(open);
            alphabet.addAll(finals);
            firstFinal = open.size();
        }

        void walk(boolean repeating) {
            walk(message(), 0, repeating);
        }

        private void walk(Message message, int seen, boolean repeating) {
            walked++;
            var expected = byEvidence.computeIfAbsent(seen, _ -> message().refolded(history));
            if (!message.equals(expected)) {
                assertThat(message).as("after %s", history).isEqualTo(expected);
            }
            if (history.size() == LONGEST_HISTORY) {
                return;
            }
            for (int next = 0; next < alphabet.size(); next++) {
                if (mayFollow(seen, next, repeating)) {
                    var evidence = alphabet.get(next);
                    var after = arrive(message, history, evidence).after();
                    history.add(evidence);
                    walk(after, seen | 1 << next, repeating);
                    history.removeLast();
                }
            }
        }

        private boolean mayFollow(int seen, int next, boolean repeating) {
            boolean known = (seen & 1 << next) != 0;
            boolean secondFinal = next >= firstFinal && !known && seen >> firstFinal != 0;
            return !secondFinal && (repeating || !known);
        }
    }
}
