package waybill.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What `./waybill bench` was asked for.
 *
 * @param length of each measurement
 * @param rate callbacks a second of the open loop
 * @param messages of the full loop, or of the grown tables
 * @param profile where a recording of the server is written
 */
record Options(
        Mode mode,
        Duration length,
        int rounds,
        List<Integer> connections,
        int rate,
        int messages,
        int reports,
        double goal,
        Optional<Path> profile) {
    static final String HELP = """
            waybill bench measures this machine and Waybill on it, with a PostgreSQL of its own; nothing is left behind.

              waybill bench             everything: about ten minutes
              waybill bench --quick     one ratio in less than a minute; fails below the goal
              waybill bench --growth    with full tables: takes long; try --messages 200000 --reports 600000
              waybill bench --start     from java -jar to the first callback answered
              waybill bench --loop      send, simulated Plivo, three callbacks, delivered
              waybill bench --jmh       signature, form, fold and segments alone

                --seconds N             length of each measurement (3; everything: 5)
                --rounds N              how often, Waybill and the machine in turns; of --loop, the first one cold (3)
                --connections A,B,…     how many callers at once (1,16,64,256)
                --rate N                callbacks a second of the open loop (half of what the closed loop does)
                --messages N            of each round of --loop (10000) or --growth (10000000)
                --reports N             of --growth (30000000)
                --goal X                below this ratio --quick fails (1.5)
                --profile FILE.jfr      records the server with the JDK's flight recorder""";

    /** What is measured. */
    enum Mode {
        ALL,
        QUICK,
        GROWTH,
        START,
        LOOP,
        JMH,
        HELP
    }

    /** @throws IllegalArgumentException that says in one sentence what cannot be understood */
    static Options parse(List<String> arguments) {
        var modes = EnumSet.noneOf(Mode.class);
        var values = new ArrayList<String[]>();
        for (var words = new ArrayList<>(arguments); !words.isEmpty(); ) {
            var word = words.removeFirst();
            var mode = mode(word);
            if (mode.isPresent()) {
                modes.add(mode.get());
            } else if (word.startsWith("--") && word.contains("=")) {
                values.add(word.split("=", 2));
            } else if (word.startsWith("--") && !words.isEmpty()) {
                values.add(new String[] {word, words.removeFirst()});
            } else {
                throw new IllegalArgumentException("'%s' is not understood: see waybill bench --help".formatted(word));
            }
        }
        if (modes.size() > 1) {
            throw new IllegalArgumentException("one at a time, not " + lower(modes));
        }
        var options = defaults(modes.stream().findFirst().orElse(Mode.ALL));
        for (var value : values) {
            options = options.with(value[0], value[1]);
        }
        return options;
    }

    private static Options defaults(Mode mode) {
        int seconds = mode == Mode.QUICK ? 3 : 5;
        int messages = mode == Mode.GROWTH ? 10_000_000 : 10_000;
        return new Options(
                mode,
                Duration.ofSeconds(seconds),
                3,
                List.of(1, 16, 64, 256),
                0,
                messages,
                30_000_000,
                1.5,
                Optional.empty());
    }

    private static Optional<Mode> mode(String word) {
        return Arrays.stream(Mode.values())
                .filter(mode -> word.equals("--" + mode.name().toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    private Options with(String name, String value) {
        try {
            return switch (name) {
                case "--seconds" ->
                    copy(
                            Duration.ofSeconds(positive(value)),
                            rounds,
                            connections,
                            rate,
                            messages,
                            reports,
                            goal,
                            profile);
                case "--rounds" -> copy(length, positive(value), connections, rate, messages, reports, goal, profile);
                case "--connections" ->
                    copy(
                            length,
                            rounds,
                            Arrays.stream(value.split(",", -1))
                                    .map(Options::positive)
                                    .toList(),
                            rate,
                            messages,
                            reports,
                            goal,
                            profile);
                case "--rate" -> copy(length, rounds, connections, positive(value), messages, reports, goal, profile);
                case "--messages" -> copy(length, rounds, connections, rate, positive(value), reports, goal, profile);
                case "--reports" -> copy(length, rounds, connections, rate, messages, positive(value), goal, profile);
                case "--goal" ->
                    copy(length, rounds, connections, rate, messages, reports, Double.parseDouble(value), profile);
                case "--profile" ->
                    copy(length, rounds, connections, rate, messages, reports, goal, Optional.of(Path.of(value)));
                default ->
                    throw new IllegalArgumentException(
                            "there is no option %s: see waybill bench --help".formatted(name));
            };
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException("%s takes a number above 0, not '%s'".formatted(name, value));
        }
    }

    private Options copy(
            Duration newLength,
            int newRounds,
            List<Integer> newConnections,
            int newRate,
            int newMessages,
            int newReports,
            double newGoal,
            Optional<Path> newProfile) {
        return new Options(
                mode, newLength, newRounds, newConnections, newRate, newMessages, newReports, newGoal, newProfile);
    }

    private static int positive(String value) {
        int number = Integer.parseInt(value);
        if (number <= 0) {
            throw new NumberFormatException(value);
        }
        return number;
    }

    private static String lower(Set<Mode> modes) {
        return modes.toString().toLowerCase(Locale.ROOT);
    }
}
