package waybill.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The command line of `./waybill bench`. */
public final class Main {
    /** Where the finished jar is, and how `./waybill` starts it; set by that script. */
    private static final String JAR = "waybill.jar";

    private static final String JAVA_OPTIONS = "waybill.java-options";
    /** Held, for else its level would be forgotten: nobody wants to read here how PostgreSQL is unpacked. */
    private static final Logger QUIET = Logger.getLogger("");

    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private Main() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length == 4 && arguments[0].equals("peer")) {
            var password = System.getenv().getOrDefault("BENCH_DATABASE_PASSWORD", "");
            PeerServer.serve(new Sessions(arguments[1], arguments[2], password), Integer.parseInt(arguments[3]));
            return;
        }
        QUIET.setLevel(Level.WARNING);
        int status = run(List.of(arguments), System.out, System.err);
        System.out.flush();
        System.exit(status);
    }

    /** Whatever goes wrong is told in one sentence. */
    static int run(List<String> arguments, PrintStream out, PrintStream err) throws InterruptedException {
        try {
            var options = Options.parse(arguments);
            return run(options, out) ? 0 : FAILED;
        } catch (Misuse e) {
            err.println("waybill bench: " + e.getMessage());
            return MISUSED;
        } catch (IOException | RuntimeException e) {
            err.println("waybill bench: " + Sentence.of(e));
            return FAILED;
        } catch (OutOfMemoryError _) {
            err.println("waybill bench: there is not enough memory to prepare so many callbacks: --seconds and --rate"
                    + " make them fewer, JDK_JAVA_OPTIONS=-Xmx2g makes room.");
            return FAILED;
        }
    }

    /** Whether every goal was reached. */
    private static boolean run(Options options, PrintStream out) throws IOException, InterruptedException {
        return switch (options.mode()) {
            case ALL -> new FullRun(options, product(options), out).run();
            case QUICK -> new QuickRun(options, product(options), out).run();
            case START -> new StartRun(options, product(options), out).run();
            case INTERLEAVED -> new InterleavedRun(options, product(options), out).run();
            case GROWTH -> new GrowthRun(options, product(options), out).run();
            case LOOP -> {
                new LoopRun(options, product(options), out).run();
                yield true;
            }
            case JMH -> {
                Micro.run();
                yield true;
            }
            case HELP -> {
                out.println(Options.HELP);
                yield true;
            }
        };
    }

    private static Product product(Options options) {
        var jar = Path.of(System.getProperty(JAR, "bootstrap/target/waybill.jar"));
        if (!Files.exists(jar)) {
            throw new IllegalStateException("%s is missing: run ./waybill bench, which builds it".formatted(jar));
        }
        var javaOptions = new ArrayList<>(
                Arrays.asList(System.getProperty(JAVA_OPTIONS, "").split(" ", -1)));
        javaOptions.removeIf(String::isBlank);
        return new Product(jar, javaOptions, options.profile());
    }
}
