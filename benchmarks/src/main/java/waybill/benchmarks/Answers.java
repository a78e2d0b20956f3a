package waybill.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;

/** How long questions take with a short past and with a long one, and how much PostgreSQL read for the latter. */
final class Answers {
    static final double MOST_SLOWER = 1.5;
    static final double MOST_SLOWER_BY_ID = 1.15;
    static final int MOST_VISITED = 20 * Question.LIMIT;

    private static final int TIMES = 200;
    private static final int WARM_UP = 50;
    /** The driver's statements are planned anew five times, then perhaps once for all. */
    private static final int TIMES_EXPLAINED = 8;

    private static final int PAGES_DEEP = 50;

    private final Map<String, Answer> answers = new LinkedHashMap<>();

    record Answer(String path, double before, double after, double mostSlower, Plans.Work work) {
        double ratio() {
            return after / before;
        }

        /** Where no row was visited, no plan was seen. */
        boolean isGood() {
            return ratio() <= mostSlower && work.visited() > 0 && work.visited() <= MOST_VISITED && !work.sequential();
        }

        Answer with(Plans.Work explained) {
            return new Answer(path, before, after, mostSlower, explained);
        }
    }

    /** At the beginning of the list, and deep in it. */
    void time(Question question, Asked small, Asked grown) throws InterruptedException {
        time(question.name(), question.path(), question.path(), MOST_SLOWER, small, grown);
        time(
                question.name() + ", deep",
                small.deep(question.path(), PAGES_DEEP),
                grown.deep(question.path(), PAGES_DEEP),
                MOST_SLOWER,
                small,
                grown);
    }

    void timeById(Asked small, Asked grown) throws InterruptedException {
        var path = Question.byReference();
        time(
                "by id",
                "/v1/messages/" + small.firstId(path).orElseThrow(),
                "/v1/messages/" + grown.firstId(path).orElseThrow(),
                MOST_SLOWER_BY_ID,
                small,
                grown);
    }

    private void time(String name, String path, String grownPath, double mostSlower, Asked small, Asked grown)
            throws InterruptedException {
        var before = new Latencies();
        var after = new Latencies();
        for (int i = -WARM_UP; i < TIMES; i++) {
            // In turns: what disturbs one disturbs the other.
            long first = small.nanos(path);
            long second = grown.nanos(grownPath);
            if (i >= 0) {
                before.add(first);
                after.add(second);
            }
        }
        answers.put(name, new Answer(grownPath, before.millis(0.5), after.millis(0.5), mostSlower, Plans.Work.NONE));
    }

    void explain(Asked grown, Plans plans) throws InterruptedException {
        for (var answer : answers.entrySet()) {
            long position = plans.end();
            for (int i = 0; i < TIMES_EXPLAINED; i++) {
                grown.nanos(answer.getValue().path());
            }
            answer.setValue(answer.getValue().with(plans.since(position)));
        }
    }

    boolean areGood() {
        return answers.values().stream().allMatch(Answer::isGood);
    }

    @Override
    public String toString() {
        var table = new Table("asked", "short past ms", "long past ms", "ratio", "rows visited", "limits");
        answers.forEach((name, answer) -> table.row(
                name,
                Figures.number("%.2f", answer.before()),
                Figures.number("%.2f", answer.after()),
                Figures.number("%.2f", answer.ratio()),
                Figures.number("%,.0f", answer.work().visited())
                        + (answer.work().sequential() ? " sequentially" : ""),
                answer.isGood() ? "kept" : "broken"));
        return table.toString();
    }
}
