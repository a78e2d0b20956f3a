package waybill.bootstrap;

import java.io.PrintStream;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import waybill.simulator.ApiLimits;
import waybill.simulator.CallbackFaults;
import waybill.simulator.CallbackTarget;
import waybill.simulator.PlivoSimulator;
import waybill.simulator.SimulatorConfig;

/** The simulator as a process of its own. */
final class Simulate {
    private static final String PORT = "--port";
    private static final String TIME_SCALE = "--time-scale";
    private static final String DELIVER_TO = "--deliver-to";
    private static final String FAULTS = "--faults";
    private static final String LISTS = "--lists-per-minute";
    private static final Set<String> OPTIONS = Set.of(PORT, TIME_SCALE, DELIVER_TO, FAULTS, LISTS);
    private static final String DEFAULT_PORT = "8090";
    private static final int FAILED = 1;

    private Simulate() {}

    static PlivoSimulator start(List<String> arguments, SettingValues values, PrintStream out) {
        var options = options(arguments);
        if (!values.problems().isEmpty()) {
            throw new ConfigurationRefused(values.problems());
        }
        var authId = values.value(Setting.PLIVO_AUTH_ID);
        var tokens = values.value(Setting.PLIVO_AUTH_TOKEN);
        if (authId.isEmpty() || tokens.isEmpty()) {
            throw new ConfigurationRefused(
                    List.of("PLIVO_AUTH_ID and PLIVO_AUTH_TOKEN must be set: the same as for `waybill serve`"));
        }
        try {
            var config = SimulatorConfig.account(authId.get(), tokens.get().split("\\s*,\\s*"))
                    .withPort(number(PORT, options.getOrDefault(PORT, DEFAULT_PORT), Integer::parseInt))
                    .withTimeScale(number(TIME_SCALE, options.getOrDefault(TIME_SCALE, "1"), Double::parseDouble))
                    .withLimits(ApiLimits.NONE.withListsPerMinute(
                            number(LISTS, options.getOrDefault(LISTS, "0"), Integer::parseInt)))
                    .withCallbackTarget(target(options, values))
                    .withFaults(options.containsKey(FAULTS) ? faults(options.get(FAULTS)) : CallbackFaults.NONE);
            var simulator = PlivoSimulator.start(config);
            out.printf(
                    "Plivo is simulated at %1$s (PLIVO_API_URL=%1$s); what it saw: curl -s %1$s/_simulator/messages%n",
                    simulator.baseUrl());
            return simulator;
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new ConfigurationRefused(List.of(String.valueOf(e.getMessage())));
        }
    }

    /** A process that answers nobody any more is not to look as if it did. */
    static void endWith(PlivoSimulator simulator, PrintStream err) {
        Thread.ofPlatform().daemon().name("simulator-watch").start(() -> {
            try {
                if (!simulator.awaitEnd()) {
                    err.println("waybill: the simulator cannot listen any more, so it ends; the log says why.");
                    System.exit(FAILED);
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static <N> N number(String option, String text, Function<String, N> parser) {
        try {
            return parser.apply(text);
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException("%s is '%s', but must be a number".formatted(option, text));
        }
    }

    private static CallbackFaults faults(String text) {
        var parts = text.split(",", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException(
                    "%s is SEED,LOSS,DUPLICATION,REORDERING, not '%s'".formatted(FAULTS, text));
        }
        return new CallbackFaults(
                number(FAULTS, parts[0], Long::parseLong),
                number(FAULTS, parts[1], Double::parseDouble),
                number(FAULTS, parts[2], Double::parseDouble),
                number(FAULTS, parts[3], Double::parseDouble));
    }

    private static CallbackTarget target(Map<String, String> options, SettingValues values) {
        var origin = options.get(DELIVER_TO);
        if (origin == null) {
            return new CallbackTarget.AsGiven();
        }
        var prefix = values.value(Setting.WAYBILL_PUBLIC_URL)
                .flatMap(PublicUrls::parse)
                .map(URI::getRawPath)
                .orElse("");
        var url = PublicUrls.parse(origin)
                .orElseThrow(() -> new IllegalArgumentException(
                        "%s is '%s', but must be a URL such as http://127.0.0.1:8080".formatted(DELIVER_TO, origin)));
        return new CallbackTarget.Through(url, prefix);
    }

    private static Map<String, String> options(List<String> arguments) {
        var options = new HashMap<String, String>();
        for (int i = 0; i < arguments.size(); i++) {
            var parts = arguments.get(i).split("=", 2);
            if (!OPTIONS.contains(parts[0]) || (parts.length == 1 && i + 1 == arguments.size())) {
                throw new ConfigurationRefused(List.of(
                        "`waybill simulate` takes --port N, --time-scale X, --deliver-to URL, --lists-per-minute N and --faults S,L,D,R, not '%s'"
                                .formatted(arguments.get(i))));
            }
            options.put(parts[0], parts.length == 2 ? parts[1] : arguments.get(++i));
        }
        return options;
    }
}
