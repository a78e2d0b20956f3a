package waybill.benchmarks;

import java.io.PrintStream;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** The same with a long past as with a short one, in turns. */
record GrowthRun(Options options, Product product, PrintStream out) {
    /** Enough for whole pages of everything that is asked. */
    static final int SHORT_PAST = 20_000;

    static final double LEAST_INGEST = 0.85;
    private static final Duration WARM_UP = Duration.ofSeconds(4);

    boolean run() throws InterruptedException {
        try (var stage = Stage.onDisk()) {
            var small = filled(stage, "small", SHORT_PAST, SHORT_PAST * 3);
            long start = System.nanoTime();
            var grown = filled(stage, "grown", options.messages(), options.reports());
            out.printf(
                    Locale.ROOT,
                    "%,d messages and %,d reports made in %,.0f s%n",
                    options.messages(),
                    options.reports(),
                    (System.nanoTime() - start) / 1e9);
            // The questions first: taking callbacks in makes the short past longer.
            boolean asked = ask(stage, small, grown);
            boolean ingested = ingest(stage, small, grown);
            return stage.tally().judge(out) && ingested && asked;
        }
    }

    private Sessions filled(Stage stage, String name, int messages, int reports) throws InterruptedException {
        stage.database().execute("CREATE DATABASE " + name);
        var database = stage.database().database(name);
        Waybill.start(product, stage, database).close();
        new Filling(database, messages, reports).run();
        return database;
    }

    private boolean ingest(Stage stage, Sessions small, Sessions grown) throws InterruptedException {
        var before = new Rounds();
        var after = new Rounds();
        try (var first = Waybill.start(product, stage, small);
                var second = Waybill.start(product, stage, grown)) {
            double expected = first.warmUp(QuickRun.CONNECTIONS, WARM_UP);
            second.warmUp(QuickRun.CONNECTIONS, WARM_UP);
            for (int round = 0; round < options.rounds(); round++) {
                boolean shortFirst = round % 2 == 0;
                for (boolean isShort : List.of(shortFirst, !shortFirst)) {
                    var measured = (isShort ? first : second)
                            .run(QuickRun.CONNECTIONS, options.length(), new Pace.Closed(), expected);
                    (isShort ? before : after).add(measured);
                }
            }
        }
        double ratio = after.lowerMedian().perSecond() / before.upperMedian().perSecond();
        out.printf(
                Locale.ROOT,
                "callbacks: %,.0f/s with a short past, %,.0f/s with the long one: %.2f (at least %.2f)%n",
                before.upperMedian().perSecond(),
                after.lowerMedian().perSecond(),
                ratio,
                LEAST_INGEST);
        return ratio >= LEAST_INGEST;
    }

    private boolean ask(Stage stage, Sessions small, Sessions grown) throws InterruptedException {
        var today = Instant.now().truncatedTo(ChronoUnit.DAYS);
        var questions = Question.all(
                today.minus(10, ChronoUnit.DAYS).toString(),
                today.minus(9, ChronoUnit.DAYS).toString());
        var answers = new Answers();
        try (var client = HttpClient.newHttpClient()) {
            try (var first = Waybill.start(product, stage, small);
                    var second = Waybill.start(product, stage, grown)) {
                var asked = new Asked(client, first.server().port());
                var askedGrown = new Asked(client, second.server().port());
                for (var question : questions) {
                    answers.time(question, asked, askedGrown);
                }
                answers.timeById(asked, askedGrown);
            }
            Plans.log(grown);
            try (var explained = Waybill.start(product, stage, grown)) {
                answers.explain(new Asked(client, explained.server().port()), new Plans(stage.postgresLog()));
            }
            Plans.logNoMore(grown);
        }
        out.println(answers);
        return answers.areGood();
    }
}
