package waybill.bootstrap.proof;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What is to be proved, and for how long.
 *
 * @param load how long it is sent and killed; setting up and looking afterwards come on top
 * @param nodes how many share the database
 * @param jar what is under proof
 */
public record ProofOptions(Duration load, long seed, int nodes, Path jar) {
    private static final int LEAST_NODES = 2;
    private static final int MOST_NODES = 4;
    private static final Duration DEFAULT = Duration.ofMinutes(1);
    private static final double MOST_MINUTES = 150;

    /**
     * Reads the options of the command.
     *
     * @param ownJar the jar that runs; empty when it runs from classes
     * @throws IllegalArgumentException when they cannot be used; says in one sentence why
     */
    public static ProofOptions parse(List<String> arguments, Optional<Path> ownJar, RandomGenerator random) {
        var load = DEFAULT;
        long seed = random.nextInt(1_000_000);
        int nodes = LEAST_NODES;
        var jar = ownJar;
        for (int i = 0; i < arguments.size(); i += 2) {
            var option = arguments.get(i);
            if (i + 1 == arguments.size()
                    || !List.of("--minutes", "--seed", "--nodes", "--jar").contains(option)) {
                throw new IllegalArgumentException(
                        "`waybill prove` takes --minutes N, --seed S, --nodes N and --jar FILE, not '%s'."
                                .formatted(option));
            }
            var value = arguments.get(i + 1);
            switch (option) {
                case "--minutes" -> load = minutes(value);
                case "--seed" -> seed = seed(value);
                case "--nodes" -> nodes = nodes(value);
                default -> jar = Optional.of(Path.of(value));
            }
        }
        var proved = jar.filter(Files::isRegularFile)
                .orElseThrow(() -> new IllegalArgumentException("There is no jar to prove: name one with --jar FILE."));
        return new ProofOptions(load, seed, nodes, proved.toAbsolutePath());
    }

    private static Duration minutes(String text) {
        try {
            double minutes = Double.parseDouble(text);
            if (minutes > 0 && minutes <= MOST_MINUTES) {
                return Duration.ofMillis((long) (minutes * 60_000));
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        throw new IllegalArgumentException("--minutes is a number above 0 and up to 150, not '%s'.".formatted(text));
    }

    private static int nodes(String text) {
        try {
            int nodes = Integer.parseInt(text);
            if (nodes >= LEAST_NODES && nodes <= MOST_NODES) {
                return nodes;
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        throw new IllegalArgumentException("--nodes is a number from 2 to 4, not '%s'.".formatted(text));
    }

    private static long seed(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException("--seed is a whole number, not '%s'.".formatted(text));
        }
    }
}
