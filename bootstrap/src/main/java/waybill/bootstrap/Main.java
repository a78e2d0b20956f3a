package waybill.bootstrap;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import waybill.adapter.http.CannotListen;
import waybill.adapter.persistence.DatabaseRefused;
import waybill.adapter.persistence.embedded.EmbeddedPostgresException;
import waybill.bootstrap.WaybillConfig.Kind;

/** The command line. */
public final class Main {
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    /** What does more than to tell something, or to make the cache anew. */
    private static final Set<String> RUNNING = Set.of("demo", "serve", "simulate", "prove");

    private Main() {}

    public static void main(String[] arguments) {
        // Before anything looks for a logger; to call a method of that class would be to look for one.
        System.setProperty("java.util.logging.manager", LastingLog.class.getName());
        // What is put together for machines, such as options of PostgreSQL's, is not to have another country's digits.
        Locale.setDefault(Locale.ROOT);
        int status = run(List.of(arguments), System.getenv(), System.out, System.err);
        if (status != 0) {
            System.exit(status);
        }
    }

    /** Returns the exit status; returns 0 while servers go on running. */
    static int run(List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
        var command = arguments.isEmpty() ? "help" : arguments.getFirst();
        var options = arguments.isEmpty() ? List.<String>of() : arguments.subList(1, arguments.size());
        try {
            var foreign = ForeignCache.problem(environment);
            if (foreign.isPresent() && RUNNING.contains(command)) {
                return refuse(err, "waybill: " + foreign.get(), MISUSED);
            }
            return switch (command) {
                case "demo" -> demo(options, values(environment), out, err);
                case "serve" -> serve(options, values(environment), err);
                case "simulate" -> simulate(options, values(environment), out, err);
                case "prove" -> Prove.run(options, values(environment), out, err);
                case "train" -> Train.run(options, values(environment), out, err);
                case "config" -> config(options, values(environment), out, err);
                case "version", "--version" -> print(out, "waybill " + Version.current());
                case "help", "--help", "-h" -> print(out, Help.TEXT);
                default ->
                    refuse(
                            err,
                            "waybill: there is no command '%s': `waybill help` lists them.".formatted(command),
                            MISUSED);
            };
        } catch (ConfigurationRefused e) {
            return refuse(err, "waybill: the configuration cannot be used:\n" + e.getMessage(), MISUSED);
        } catch (CannotListen | DatabaseRefused | EmbeddedPostgresException e) {
            return refuse(err, "waybill: " + e.getMessage(), FAILED);
        } catch (RuntimeException e) {
            return refuse(err, "waybill: failed in an unforeseen way: " + Causes.of(e), FAILED);
        }
    }

    private static int demo(List<String> options, SettingValues values, PrintStream out, PrintStream err) {
        if (!options.isEmpty()) {
            return takesNoOptions(err, "demo");
        }
        Logging.start(values, err);
        UntilStopped.run(closing -> Demo.start(values, out, closing));
        return 0;
    }

    private static int serve(List<String> options, SettingValues values, PrintStream err) {
        if (!options.isEmpty()) {
            return takesNoOptions(err, "serve");
        }
        Logging.start(values, err);
        var reader = new ConfigReader(Kind.LIVE, values);
        var config = reader.read();
        var log = System.getLogger(Main.class.getName());
        reader.warnings().forEach(warning -> log.log(System.Logger.Level.WARNING, warning));
        UntilStopped.run(closing -> {
            int port = Waybill.start(config, closing);
            log.log(
                    System.Logger.Level.INFO,
                    "waybill {0} listens on {1}:{2}, for {3}",
                    Version.current(),
                    config.host(),
                    String.valueOf(port),
                    config.publicUrl());
        });
        return 0;
    }

    private static int simulate(List<String> options, SettingValues values, PrintStream out, PrintStream err) {
        Logging.start(values, err);
        UntilStopped.run(closing -> Simulate.endWith(closing.add(Simulate.start(options, values, out)), err));
        return 0;
    }

    private static int config(List<String> options, SettingValues values, PrintStream out, PrintStream err) {
        if (!options.isEmpty()) {
            return takesNoOptions(err, "config");
        }
        new ConfigReport(values).print(out);
        var reader = new ConfigReader(Kind.LIVE, values);
        var problems = reader.problems();
        reader.warnings().forEach(warning -> err.println("waybill: " + warning));
        if (!problems.isEmpty()) {
            throw new ConfigurationRefused(problems);
        }
        return 0;
    }

    /** The working directory first, then the place of the jar. */
    private static SettingValues values(Map<String, String> environment) {
        var directories = new ArrayList<>(List.of(Path.of("")));
        Version.directoryOfJar().ifPresent(directories::add);
        return SettingValues.read(environment, directories);
    }

    private static int print(PrintStream out, String text) {
        out.println(text);
        return 0;
    }

    private static int takesNoOptions(PrintStream err, String command) {
        return refuse(
                err,
                "waybill: `waybill %s` takes no options; it is configured by the environment: `waybill config` shows it."
                        .formatted(command),
                MISUSED);
    }

    private static int refuse(PrintStream err, String text, int status) {
        err.println(text);
        return status;
    }
}
