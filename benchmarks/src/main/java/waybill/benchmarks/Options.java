package waybill.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What `./waybill bench` was asked for.
 *
 * @param length of each measurement
 * @param rate callbacks a second of the open loop, 0 where it follows from the closed one
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
            waybill bench measures this machine and Waybill on it, with a PostgreSQL of its own that is gone afterwards.

              waybill bench               everything but growth: some twelve minutes
              waybill bench --quick       one ratio in less than a minute; fails below the goal
              waybill bench --interleaved what it costs when a message's reports come far apart; one ratio
              waybill bench --growth      with full tables: takes long; try --messages 200000
              waybill bench --start       from java -jar to the first callback answered
              waybill bench --loop        send, simulated Plivo, three callbacks, delivered
              waybill bench --jmh         signature, form, fold and segments alone

            Options of the whole run, and of what they name:

                --seconds N             length of each measurement (5); --quick (3), --interleaved, --growth
                --rounds N              how often, Waybill and the machine in turns (3); --quick, --interleaved, --growth,
                                        --start; of --loop, the first one cold
                --connections A,B,…     how many callers at once (1,16,64,256)
                --rate N                callbacks a second of the open loop (half of what the closed loop does)
                --goal X                below this ratio at 64 connections it fails (1.5); --quick
                --messages N            of each round of the full loop (10000), --loop; of --growth (10000000)
                --reports N             of --growth alone (three a message)
                --profile FILE.jfr      records the server under load with the JDK's flight recorder; --quick,
                                        --interleaved, --loop

            The database is where java.io.tmpdir is: JDK_JAVA_OPTIONS=-Djava.io.tmpdir=DIRECTORY moves it.""";

    private static final int MOST_SECONDS = 60;
    private static final int MOST_ROUNDS = 100;
    private static final int MOST_CONNECTIONS = 2_000;
    private static final int MOST_PER_SECOND = 100_000;
    private static final int MOST_SENT = 10_000_000;
    private static final int MOST_GROWN = 100_000_000;

    /** What is measured. */
    enum Mode {
        ALL,
        QUICK,
        INTERLEAVED,
        GROWTH,
        START,
        LOOP,
        JMH,
        HELP;

        String word() {
            return "--" + name().toLowerCase(Locale.ROOT);
        }
    }

    /** What takes a value, and of which modes it tells something. */
    private enum Name {
        SECONDS,
        ROUNDS,
        CONNECTIONS,
        RATE,
        GOAL,
        MESSAGES,
        REPORTS,
        PROFILE;

        Set<Mode> modes() {
            return switch (this) {
                case SECONDS -> EnumSet.of(Mode.ALL, Mode.QUICK, Mode.INTERLEAVED, Mode.GROWTH);
                case ROUNDS -> EnumSet.complementOf(EnumSet.of(Mode.JMH, Mode.HELP));
                case CONNECTIONS, RATE -> EnumSet.of(Mode.ALL);
                case GOAL -> EnumSet.of(Mode.ALL, Mode.QUICK);
                case MESSAGES -> EnumSet.of(Mode.ALL, Mode.LOOP, Mode.GROWTH);
                case REPORTS -> EnumSet.of(Mode.GROWTH);
                // The others start several servers, each of which would overwrite what the last one wrote.
                case PROFILE -> EnumSet.of(Mode.ALL, Mode.QUICK, Mode.INTERLEAVED, Mode.LOOP);
            };
        }

        String word() {
            return "--" + name().toLowerCase(Locale.ROOT);
        }

        static Name of(String word) {
            return Arrays.stream(values())
                    .filter(name -> name.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new Misuse("there is no option %s: see waybill bench --help".formatted(word)));
        }
    }

    /** @throws Misuse that says in one sentence what cannot be understood, or not be done */
    static Options parse(List<String> arguments) {
        var modes = EnumSet.noneOf(Mode.class);
        var values = new EnumMap<Name, String>(Name.class);
        for (var words = arguments.iterator(); words.hasNext(); ) {
            var word = words.next();
            var mode = mode(word);
            if (mode.isPresent()) {
                modes.add(mode.get());
            } else if (!word.startsWith("--")) {
                throw new Misuse("'%s' is not understood: see waybill bench --help".formatted(word));
            } else if (word.contains("=")) {
                var parts = word.split("=", 2);
                values.put(Name.of(parts[0]), parts[1]);
            } else {
                values.put(Name.of(word), words.hasNext() ? words.next() : "");
            }
        }
        if (modes.size() > 1) {
            throw new Misuse("one at a time, not " + modes.toString().toLowerCase(Locale.ROOT));
        }
        return new Values(modes.stream().findFirst().orElse(Mode.ALL), values).options();
    }

    private static Optional<Mode> mode(String word) {
        return Arrays.stream(Mode.values())
                .filter(mode -> mode != Mode.ALL && word.equals(mode.word()))
                .findFirst();
    }

    /** What was given, and what stands where nothing was. */
    private record Values(Mode mode, Map<Name, String> given) {
        Values {
            for (var name : given.keySet()) {
                if (!name.modes().contains(mode)) {
                    throw new Misuse("%s does not belong to %s".formatted(name.word(), described(mode)));
                }
            }
        }

        Options options() {
            int messages = mode == Mode.GROWTH
                    ? number(Name.MESSAGES, GrowthRun.SHORT_PAST, MOST_GROWN, 10_000_000)
                    : number(Name.MESSAGES, 1, MOST_SENT, 10_000);
            int most = mode == Mode.GROWTH ? messages * 3 : 1;
            var connections = connections();
            if (given.containsKey(Name.GOAL) && !connections.contains(QuickRun.CONNECTIONS)) {
                throw new Misuse("the goal is for %d connections, which --connections leaves out"
                        .formatted(QuickRun.CONNECTIONS));
            }
            return new Options(
                    mode,
                    Duration.ofSeconds(number(Name.SECONDS, 1, MOST_SECONDS, mode == Mode.QUICK ? 3 : 5)),
                    number(Name.ROUNDS, 1, MOST_ROUNDS, 3),
                    connections,
                    number(Name.RATE, 1, MOST_PER_SECOND, 0),
                    messages,
                    number(Name.REPORTS, 1, most, most),
                    goal(),
                    profile());
        }

        private int number(Name name, int least, int most, int otherwise) {
            return given.containsKey(name) ? number(name, given.get(name), least, most) : otherwise;
        }

        private static int number(Name name, String value, int least, int most) {
            try {
                int number = Integer.parseInt(value);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException _) {
                // It is said below what is wanted.
            }
            throw new Misuse("%s takes a number from %d to %d, not '%s'".formatted(name.word(), least, most, value));
        }

        private List<Integer> connections() {
            return Arrays.stream(
                            given.getOrDefault(Name.CONNECTIONS, "1,16,64,256").split(",", -1))
                    .map(value -> number(Name.CONNECTIONS, value, 1, MOST_CONNECTIONS))
                    .toList();
        }

        private double goal() {
            var value = given.getOrDefault(Name.GOAL, "1.5");
            try {
                double goal = Double.parseDouble(value);
                if (goal > 0 && Double.isFinite(goal)) {
                    return goal;
                }
            } catch (NumberFormatException _) {
                // It is said below what is wanted.
            }
            throw new Misuse("--goal takes a number above 0, not '%s'".formatted(value));
        }

        private Optional<Path> profile() {
            var file = Optional.ofNullable(given.get(Name.PROFILE));
            if (file.filter(name -> name.isBlank() || name.startsWith("--")).isPresent()) {
                throw new Misuse("--profile takes a file, not '%s'".formatted(file.get()));
            }
            return file.map(Path::of);
        }

        private static String described(Mode mode) {
            return mode == Mode.ALL ? "a run of everything" : mode.word();
        }
    }
}
