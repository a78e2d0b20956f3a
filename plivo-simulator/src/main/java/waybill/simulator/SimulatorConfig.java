package waybill.simulator;

import static java.util.Objects.requireNonNull;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How to run a {@link PlivoSimulator}: start from {@link #account} and change what matters.
 *
 * @param host loopback only: the simulator holds no secret worth protecting, and no defence either
 * @param port 0 takes a free one
 * @param authTokens all of them open the API, the first signs callbacks
 * @param timeScale 10 is ten times faster than Plivo, over every waiting time there is; only a callback always has a
 *     second to be answered
 */
public record SimulatorConfig(
        String host,
        int port,
        String authId,
        List<String> authTokens,
        double timeScale,
        ApiLimits limits,
        CallbackTarget callbackTarget,
        CallbackFaults faults,
        InstantSource clock) {

    private static final int MAX_PORT = 65_535;
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|::1|127(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}");

    public SimulatorConfig {
        requireNonNull(limits, "limits");
        requireNonNull(callbackTarget, "callbackTarget");
        requireNonNull(faults, "faults");
        requireNonNull(clock, "clock");
        authTokens = List.copyOf(authTokens);
        var problems = problems(host, port, authId, authTokens, timeScale);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    /** The account {@code authId} on a free port of 127.0.0.1, in real time, without limits or faults. */
    public static SimulatorConfig account(String authId, String... authTokens) {
        return new SimulatorConfig(
                "127.0.0.1",
                0,
                authId,
                List.of(authTokens),
                1,
                ApiLimits.NONE,
                new CallbackTarget.AsGiven(),
                CallbackFaults.NONE,
                InstantSource.system());
    }

    public SimulatorConfig withHost(String other) {
        return new SimulatorConfig(other, port, authId, authTokens, timeScale, limits, callbackTarget, faults, clock);
    }

    public SimulatorConfig withPort(int other) {
        return new SimulatorConfig(host, other, authId, authTokens, timeScale, limits, callbackTarget, faults, clock);
    }

    public SimulatorConfig withTimeScale(double other) {
        return new SimulatorConfig(host, port, authId, authTokens, other, limits, callbackTarget, faults, clock);
    }

    public SimulatorConfig withLimits(ApiLimits other) {
        return new SimulatorConfig(host, port, authId, authTokens, timeScale, other, callbackTarget, faults, clock);
    }

    public SimulatorConfig withCallbackTarget(CallbackTarget other) {
        return new SimulatorConfig(host, port, authId, authTokens, timeScale, limits, other, faults, clock);
    }

    public SimulatorConfig withFaults(CallbackFaults other) {
        return new SimulatorConfig(host, port, authId, authTokens, timeScale, limits, callbackTarget, other, clock);
    }

    public SimulatorConfig withClock(InstantSource other) {
        return new SimulatorConfig(host, port, authId, authTokens, timeScale, limits, callbackTarget, faults, other);
    }

    @Override
    public String toString() {
        return "SimulatorConfig[host=%s, port=%d, authId=%s, authTokens=%d, timeScale=%s]"
                .formatted(host, port, authId, authTokens.size(), timeScale);
    }

    private static List<String> problems(
            String host, int port, String authId, List<String> authTokens, double timeScale) {
        var problems = new ArrayList<String>();
        if (!LOOPBACK.matcher(host).matches()) {
            problems.add("host must be a loopback address such as 127.0.0.1, not '%s'".formatted(host));
        }
        if (port < 0 || port > MAX_PORT) {
            problems.add("port must be between 0 (any free one) and %d, not %d".formatted(MAX_PORT, port));
        }
        if (!authId.matches("[A-Za-z0-9_-]+")) {
            problems.add("auth id must be letters, digits, - and _");
        }
        if (authTokens.isEmpty() || authTokens.stream().anyMatch(String::isBlank)) {
            problems.add("at least one auth token is needed, and none may be blank");
        }
        if (!Double.isFinite(timeScale) || timeScale <= 0) {
            problems.add("time scale must be a number above 0, not " + timeScale);
        }
        return problems;
    }
}
