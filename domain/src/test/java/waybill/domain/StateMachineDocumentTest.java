package waybill.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.domain.Examples.message;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the diagram of docs/state-machine.md against every step that the code makes. */
class StateMachineDocumentTest {
    private static final String START_OR_END = "[*]";
    private static final Pattern ARROW = Pattern.compile("\\s*(\\S+) --> (\\S+)\\s*");
    private static final Pattern COMPOSITE = Pattern.compile("\\s*state (\\S+) \\{\\s*");
    private static final Pattern TABLE_ROW = Pattern.compile("\\| (\\d) \\| `(\\w+)` \\|.*");

    private record Step(String from, String to) {}

    /** @param members what the composite state holds */
    private record Diagram(String composite, Set<String> members, Set<Step> arrows) {
        /** What it allows: rungs may be skipped, and what holds of the composite holds of each member. */
        Set<Step> closure() {
            var ladder = arrows.stream().filter(this::isInside).collect(Collectors.toSet());
            var all = new HashSet<>(transitive(ladder));
            arrows.stream()
                    .filter(arrow -> arrow.from().equals(composite))
                    .forEach(arrow -> members.forEach(member -> all.add(new Step(member, arrow.to()))));
            arrows.stream()
                    .filter(arrow -> !isInside(arrow) && !arrow.from().equals(composite))
                    .forEach(all::add);
            return all.stream()
                    .filter(step ->
                            !step.from().equals(START_OR_END) && !step.to().equals(START_OR_END))
                    .collect(Collectors.toSet());
        }

        private boolean isInside(Step arrow) {
            return members.contains(arrow.from()) && members.contains(arrow.to());
        }

        private static Set<Step> transitive(Set<Step> steps) {
            var longer = steps.stream()
                    .flatMap(one -> steps.stream()
                            .filter(other -> other.from().equals(one.to()))
                            .map(other -> new Step(one.from(), other.to())))
                    .collect(Collectors.toSet());
            longer.addAll(steps);
            return longer.size() == steps.size() ? steps : transitive(longer);
        }
    }

    @Test
    void the_diagram_allows_exactly_the_steps_that_the_code_makes() {
        var diagram = diagram();

        var made = stepsOfTheCode();

        assertThat(diagram.closure()).containsExactlyInAnyOrderElementsOf(made);
    }

    @Test
    void the_diagram_names_every_status_and_starts_where_a_message_starts() {
        var diagram = diagram();
        var named = diagram.arrows().stream()
                .flatMap(arrow -> Stream.of(arrow.from(), arrow.to()))
                .filter(name -> !name.equals(START_OR_END) && !name.equals(diagram.composite()));

        assertThat(named.collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Status.values()).map(Status::text).toList());
        assertThat(diagram.arrows())
                .contains(
                        new Step(START_OR_END, diagram.composite()),
                        new Step(START_OR_END, message().state().status().text()));
    }

    @Test
    void exactly_the_ends_lead_out_of_the_diagram() {
        var ends = Examples.states().stream()
                .filter(state -> state instanceof DeliveryState.Final)
                .map(state -> new Step(state.status().text(), START_OR_END))
                .collect(Collectors.toSet());

        assertThat(diagram().arrows())
                .filteredOn(arrow -> arrow.to().equals(START_OR_END))
                .containsExactlyInAnyOrderElementsOf(ends);
    }

    @Test
    void the_table_names_every_status_with_its_rank() {
        var expected = Examples.states().stream()
                .map(state -> rank(state) + " " + state.status().text())
                .collect(Collectors.toCollection(LinkedHashSet::new));

        var rows = Documents.lines("state-machine.md").stream()
                .map(TABLE_ROW::matcher)
                .filter(row -> row.matches())
                .map(row -> row.group(1) + " " + row.group(2));

        assertThat(rows).containsExactlyInAnyOrderElementsOf(expected);
    }

    /** Lets all evidence arrive at a message in every state and gathers the changes of status. */
    private static Set<Step> stepsOfTheCode() {
        var histories = Stream.concat(
                Stream.of(List.<Evidence>of()),
                Examples.everyEvidence().stream().map(List::of));
        return histories
                .flatMap(history -> Examples.everyEvidence().stream()
                        .map(evidence -> Examples.arrive(message().refolded(history), history, evidence)))
                .filter(Transition::changesStatus)
                .map(transition -> new Step(
                        transition.before().state().status().text(),
                        transition.after().state().status().text()))
                .collect(Collectors.toSet());
    }

    private static int rank(DeliveryState state) {
        return List.of(DeliveryState.Rank.values()).indexOf(state.rank()) + 1;
    }

    private static Diagram diagram() {
        var members = new LinkedHashSet<String>();
        var arrows = new LinkedHashSet<Step>();
        var composite = "";
        boolean inside = false;
        for (var line : mermaid()) {
            var opening = COMPOSITE.matcher(line);
            var arrow = ARROW.matcher(line);
            if (opening.matches()) {
                composite = opening.group(1);
                inside = true;
            } else if (line.strip().equals("}")) {
                inside = false;
            } else if (arrow.matches()) {
                arrows.add(new Step(arrow.group(1), arrow.group(2)));
                if (inside) {
                    members.addAll(List.of(arrow.group(1), arrow.group(2)));
                }
            } else {
                assertThat(line).isEqualTo("stateDiagram-v2");
            }
        }
        members.remove(START_OR_END);
        return new Diagram(composite, members, arrows);
    }

    private static List<String> mermaid() {
        return Documents.lines("state-machine.md").stream()
                .dropWhile(line -> !line.equals("```mermaid"))
                .skip(1)
                .takeWhile(line -> !line.equals("```"))
                .toList();
    }
}
