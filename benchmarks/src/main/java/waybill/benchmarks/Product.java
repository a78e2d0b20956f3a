package waybill.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The finished jar, run as a user runs it.
 *
 * @param javaOptions what stands before {@code -jar}, as `./waybill` has it
 * @param profile where the flight recorder writes what it saw of a process that serves; one after the other would overwrite it
 */
record Product(Path jar, List<String> javaOptions, Optional<Path> profile) {
    /** Where nobody listens: a run without a simulator submits nothing. */
    private static final String NOWHERE = "http://127.0.0.1:9";

    /** As `./waybill simulate` has it: a second compiler, or carrier, would take much of what the simulator uses. */
    private static final List<String> SIMULATOR_OPTIONS =
            List.of("-XX:TieredStopAtLevel=1", "-Djdk.virtualThreadScheduler.parallelism=1");

    Product {
        jar = jar.toAbsolutePath();
        javaOptions = List.copyOf(javaOptions);
        profile = profile.map(Path::toAbsolutePath);
    }

    /** The same, of which nothing is recorded. */
    Product unprofiled() {
        return new Product(jar, javaOptions, Optional.empty());
    }

    /** As far as they are of use to another program, so that none has an advantage by them. */
    List<String> optionsForOthers() {
        return javaOptions.stream()
                .filter(option -> !option.startsWith("-XX:AOTCache="))
                .toList();
    }

    /** Serves from the database given; returns at once. */
    Child serve(Path directory, Sessions database, int port, String plivo) {
        var environment = new HashMap<>(account());
        environment.putAll(Map.of(
                "WAYBILL_HOST",
                "127.0.0.1",
                "WAYBILL_PORT",
                String.valueOf(port),
                "WAYBILL_PUBLIC_URL",
                Account.PUBLIC_URL,
                "WAYBILL_API_KEYS",
                Account.API_KEY,
                "WAYBILL_DATABASE_URL",
                database.url(),
                "WAYBILL_DATABASE_USER",
                database.user(),
                "WAYBILL_DATABASE_PASSWORD",
                database.password(),
                "PLIVO_API_URL",
                plivo));
        environment.putAll(Map.of(
                "PLIVO_MESSAGES_PER_SECOND", "0",
                "PLIVO_REQUESTS_PER_5S", "0",
                "PLIVO_MAX_CONCURRENT", "0"));
        return Child.start(directory, environment, serveCommand());
    }

    /** The same, returning when it listens. */
    Child serving(Path directory, Sessions database, int port) throws InterruptedException {
        return serve(directory, database, port, NOWHERE).awaitOutput("listens on");
    }

    /** Plivo, simulated, ten times faster, calling back to this port: faster, and it would not wait for a busy machine. */
    Child simulate(Path directory, int port, int callbackPort) throws InterruptedException {
        return Child.start(directory, account(), simulateCommand(port, callbackPort))
                .awaitOutput("Plivo is simulated");
    }

    List<String> serveCommand() {
        return command(recording(), "serve");
    }

    List<String> simulateCommand(int port, int callbackPort) {
        return command(
                SIMULATOR_OPTIONS,
                "simulate",
                "--port=" + port,
                "--time-scale=10",
                "--deliver-to=http://127.0.0.1:" + callbackPort);
    }

    private List<String> recording() {
        return profile
                .map(file -> "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + file)
                .stream()
                .toList();
    }

    private static Map<String, String> account() {
        return Map.of("PLIVO_AUTH_ID", Account.AUTH_ID, "PLIVO_AUTH_TOKEN", Account.TOKEN);
    }

    private List<String> command(List<String> moreOptions, String... arguments) {
        var command = new ArrayList<>(javaOptions);
        command.addAll(moreOptions);
        command.add("-jar");
        command.add(jar.toString());
        command.addAll(List.of(arguments));
        return command;
    }
}
