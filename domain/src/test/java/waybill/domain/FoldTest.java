package waybill.domain;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static waybill.domain.Examples.ID_A;
import static waybill.domain.Examples.ID_B;
import static waybill.domain.Examples.SPAM;
import static waybill.domain.Examples.arrive;
import static waybill.domain.Examples.message;
import static waybill.domain.Examples.reported;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Promise 4, by sample: what {@link EveryOrderTest} walks through, and what histories with several finals fold to. */
class FoldTest {
    private static final int RANDOM_HISTORIES = 500;
    private static final int LONGEST_RANDOM_HISTORY = 14;
    private static final long SEED = 20261123;

    @Test
    void a_shuffled_and_repeated_history_folds_to_the_same_state() {
        var random = new Random(SEED);
        for (int i = 0; i < RANDOM_HISTORIES; i++) {
            var history = randomHistory(random, EveryOrderTest.OPEN);
            history.add(EveryOrderTest.FINALS.get(random.nextInt(EveryOrderTest.FINALS.size())));
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
}
