package waybill.bootstrap;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import waybill.adapter.http.HttpConfig;
import waybill.adapter.plivo.PlivoAccount;
import waybill.adapter.plivo.V2Policy;
import waybill.application.port.out.SubmissionQueue.SendingLimits;
import waybill.bootstrap.WaybillConfig.DatabaseSource;
import waybill.bootstrap.WaybillConfig.Keeping;
import waybill.bootstrap.WaybillConfig.Kind;
import waybill.bootstrap.WaybillConfig.Plivo;
import waybill.bootstrap.WaybillConfig.Times;

/** Turns what is set into a configuration, or tells every problem at once. Used once. */
final class ConfigReader {
    private static final int MAX_PORT = 65_535;
    private static final int MAX_LIMIT = 1_000_000;

    /** So that look-ups, which get a fifth of them, and listings are refilled faster than nothing. */
    private static final int LEAST_REQUESTS = 10;

    private static final int LEAST_LISTS = 2;
    private static final int MAX_CONNECTIONS = 200;
    private static final Duration LAST_CALLBACK = Duration.ofMinutes(7);
    private static final Duration LONGEST = Duration.ofDays(365);
    private static final Duration LONGEST_KEPT = Duration.ofDays(36_500);
    private static final Duration SHORTEST_RETENTION = Duration.ofDays(30);
    private static final Duration SHORTEST_READABLE = Duration.ofHours(1);
    private static final Pattern AUTH_ID = Pattern.compile("[MS]A[A-Za-z0-9]{18}");

    private static final Pattern CREDENTIALS =
            Pattern.compile("[?&](password|user)=|//[^/?]*@", Pattern.CASE_INSENSITIVE);

    /**
     * What the adapter sets itself, and could not do without. With a negative threshold the driver asks the server for the
     * types of parameters, and does not take its word for rows (ADR 30); 0 is well, as for a pooler of connections.
     */
    private static final Pattern RESERVED = Pattern.compile(
            "[?&](options|preferQueryMode|binaryTransfer\\w*|prepareThreshold(?==-))=", Pattern.CASE_INSENSITIVE);

    private final Kind kind;
    private final SettingValues values;
    private final List<String> problems;
    private final List<String> warnings = new ArrayList<>();

    ConfigReader(Kind kind, SettingValues values) {
        this.kind = kind;
        this.values = values;
        this.problems = new ArrayList<>(values.problems());
    }

    /** @throws ConfigurationRefused with every problem there is */
    WaybillConfig read() {
        var config = tryToRead();
        if (!problems.isEmpty()) {
            throw new ConfigurationRefused(problems);
        }
        return config;
    }

    /** Everything that is wrong; empty when {@link #read} would succeed. */
    List<String> problems() {
        var _ = tryToRead();
        return problems;
    }

    private WaybillConfig tryToRead() {
        logFormat();
        var apiUrl = apiUrl();
        return new WaybillConfig(
                kind,
                host(kind, values),
                integer(Setting.WAYBILL_PORT, 0, MAX_PORT),
                publicUrl(apiUrl),
                callbackAck(),
                database(),
                integer(Setting.WAYBILL_DATABASE_CONNECTIONS, 2, MAX_CONNECTIONS),
                data(kind, values),
                apiKeys(),
                plivo(apiUrl),
                resendWhenAbsent(),
                times(),
                keeping());
    }

    /** Where the server listens: in the demo, for this machine alone. */
    static String host(Kind kind, SettingValues values) {
        return values.value(Setting.WAYBILL_HOST).orElse(kind == Kind.DEMO ? "127.0.0.1" : "0.0.0.0");
    }

    /** The directory of the embedded database and of the demo's secrets. */
    static Path data(Kind kind, SettingValues values) {
        var text = values.value(Setting.WAYBILL_DATA).orElse("./data/" + kind.text());
        try {
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException _) {
            throw new ConfigurationRefused(
                    List.of("%s is '%s', which this system does not take for a path (check LC_ALL)"
                            .formatted(Setting.WAYBILL_DATA, text)));
        }
    }

    /** What works, but is likely not meant. */
    List<String> warnings() {
        return warnings;
    }

    private String text(Setting setting) {
        return values.value(setting).or(setting::defaultValue).orElse("");
    }

    private String required(Setting setting) {
        var value = text(setting);
        if (value.isEmpty()) {
            problems.add("%s is not set: %s".formatted(setting, setting.description()));
        }
        return value;
    }

    private int integer(Setting setting, int min, int max) {
        var text = text(setting);
        try {
            int value = Integer.parseInt(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException _) {
            // Told below, with what would do.
        }
        problems.add("%s is '%s', but must be a number from %d to %d".formatted(setting, text, min, max));
        return min;
    }

    private void logFormat() {
        var text = text(Setting.WAYBILL_LOG);
        if (!List.of("auto", "human", "json").contains(text)) {
            problems.add("%s is '%s', but must be auto, human or json".formatted(Setting.WAYBILL_LOG, text));
        }
    }

    private Duration duration(Setting setting) {
        var parsed = Durations.parse(text(setting));
        if (parsed.isEmpty() || !parsed.get().isPositive() || parsed.get().compareTo(LONGEST) > 0) {
            problems.add(
                    "%s is '%s', but must be a time such as 500ms, 15s, 5min or 3h".formatted(setting, text(setting)));
            return Duration.ofSeconds(1);
        }
        return parsed.get();
    }

    private Keeping keeping() {
        return new Keeping(
                age(Setting.WAYBILL_REDACT_AFTER, SHORTEST_READABLE),
                age(Setting.WAYBILL_RETENTION, SHORTEST_RETENTION));
    }

    private Optional<Duration> age(Setting setting, Duration shortest) {
        var text = text(setting);
        if (text.equals("never")) {
            return Optional.empty();
        }
        var parsed =
                Durations.parse(text).filter(age -> age.compareTo(shortest) >= 0 && age.compareTo(LONGEST_KEPT) <= 0);
        if (parsed.isEmpty()) {
            problems.add("%s is '%s', but must be never, or a time such as 90d, at least %s"
                    .formatted(
                            setting, text, shortest.toDays() > 0 ? shortest.toDays() + "d" : shortest.toHours() + "h"));
        }
        return parsed;
    }

    /** Commas alone are no list. */
    private List<String> requiredList(Setting setting) {
        var text = required(setting);
        var items = list(text);
        if (items.isEmpty() && !text.isEmpty()) {
            problems.add("%s lists nothing: %s".formatted(setting, setting.description()));
        }
        return items;
    }

    private List<String> list(String text) {
        return Stream.of(text.split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    private int callbackAck() {
        var text = text(Setting.WAYBILL_CALLBACK_ACK);
        if (!text.equals("204") && !text.equals("200")) {
            problems.add("%s is '%s', but must be 204 or 200".formatted(Setting.WAYBILL_CALLBACK_ACK, text));
            return 204;
        }
        return Integer.parseInt(text);
    }

    private DatabaseSource database() {
        var url = values.value(Setting.WAYBILL_DATABASE_URL);
        if (url.isEmpty()) {
            return new DatabaseSource.Embedded();
        }
        if (!url.get().startsWith("jdbc:postgresql:")) {
            problems.add("%s must begin with jdbc:postgresql:".formatted(Setting.WAYBILL_DATABASE_URL));
        }
        if (namesCredentials(url.get())) {
            problems.add("%s must not name user or password: set %s and %s"
                    .formatted(
                            Setting.WAYBILL_DATABASE_URL,
                            Setting.WAYBILL_DATABASE_USER,
                            Setting.WAYBILL_DATABASE_PASSWORD));
        }
        RESERVED.matcher(url.get())
                .results()
                .forEach(found -> problems.add(
                        "%s must not set %s: Waybill sets it".formatted(Setting.WAYBILL_DATABASE_URL, found.group(1))));
        return new DatabaseSource.External(
                url.get(), required(Setting.WAYBILL_DATABASE_USER), text(Setting.WAYBILL_DATABASE_PASSWORD));
    }

    /** Whether a JDBC URL says who logs in, as parameters or, which the driver does not take, before the host. */
    static boolean namesCredentials(String url) {
        return CREDENTIALS.matcher(url).find();
    }

    private List<String> apiKeys() {
        var keys = requiredList(Setting.WAYBILL_API_KEYS);
        if (!keys.stream().allMatch(HttpConfig::isUsable)) {
            problems.add(
                    "%s has a key of under %d characters, or not of visible ASCII: make one with `openssl rand -hex 24`"
                            .formatted(Setting.WAYBILL_API_KEYS, HttpConfig.MIN_API_KEY_LENGTH));
        }
        return keys;
    }

    private URI publicUrl(Optional<URI> apiUrl) {
        var text = required(Setting.WAYBILL_PUBLIC_URL);
        var url = PublicUrls.parse(text);
        if (text.isEmpty() || url.isEmpty()) {
            if (!text.isEmpty()) {
                problems.add(
                        "%s is '%s', but must be an absolute URL in lower case without query, fragment, user info or escapes"
                                .formatted(Setting.WAYBILL_PUBLIC_URL, text));
            }
            return URI.create("https://invalid.invalid");
        }
        boolean simulated = apiUrl.filter(PublicUrls::isLoopback).isPresent() && PublicUrls.isLoopback(url.get());
        if (!url.get().getScheme().equals("https") && kind == Kind.LIVE && !simulated) {
            problems.add("%s must begin with https://".formatted(Setting.WAYBILL_PUBLIC_URL));
        }
        if (url.get().getPort() != -1 && kind == Kind.LIVE && !simulated) {
            warnings.add(
                    "%s names a port: Plivo's own tools disagree on whether it is signed, so a URL without one is safer"
                            .formatted(Setting.WAYBILL_PUBLIC_URL));
        }
        return url.get();
    }

    private Optional<URI> apiUrl() {
        var text = values.value(Setting.PLIVO_API_URL);
        if (text.isPresent() && kind == Kind.DEMO) {
            problems.add("%s is set, but the demo always talks to its own simulator: unset it, or use `waybill serve`"
                    .formatted(Setting.PLIVO_API_URL));
            return Optional.empty();
        }
        var url = text.flatMap(PublicUrls::parse);
        if (text.isPresent()
                && url.filter(parsed -> parsed.getScheme().equals("https") || PublicUrls.isLoopback(parsed))
                        .isEmpty()) {
            problems.add("%s is '%s', but must be an https URL, or one of this machine's loopback"
                    .formatted(Setting.PLIVO_API_URL, text.get()));
        }
        return url;
    }

    private Plivo plivo(Optional<URI> apiUrl) {
        var authId = required(Setting.PLIVO_AUTH_ID);
        if (!authId.isEmpty() && !AUTH_ID.matcher(authId).matches()) {
            problems.add("%s is '%s', but must be 20 letters and digits beginning with MA or SA"
                    .formatted(Setting.PLIVO_AUTH_ID, authId));
        }
        return new Plivo(
                authId,
                requiredList(Setting.PLIVO_AUTH_TOKEN),
                list(text(Setting.PLIVO_SUBACCOUNT_TOKENS)),
                v2Policy(),
                apiUrl.orElse(PlivoAccount.PLIVO_API),
                new SendingLimits(
                        limit(Setting.PLIVO_MESSAGES_PER_SECOND, 1),
                        limit(Setting.PLIVO_REQUESTS_PER_5S, LEAST_REQUESTS),
                        limit(Setting.PLIVO_MAX_CONCURRENT, 1)),
                limit(Setting.PLIVO_LISTS_PER_MINUTE, LEAST_LISTS));
    }

    private boolean resendWhenAbsent() {
        var text = text(Setting.WAYBILL_RESEND_WHEN_ABSENT);
        if (!text.equals("true") && !text.equals("false")) {
            problems.add("%s is '%s', but must be true or false".formatted(Setting.WAYBILL_RESEND_WHEN_ABSENT, text));
        }
        return text.equals("true");
    }

    /** @param least of what is a limit at all; 0 is none */
    private int limit(Setting setting, int least) {
        int limit = kind == Kind.DEMO && values.value(setting).isEmpty() ? 0 : integer(setting, 0, MAX_LIMIT);
        if (limit > 0 && limit < least) {
            problems.add("%s is %d, but must be at least %d, or 0 for no limit".formatted(setting, limit, least));
        }
        return limit;
    }

    private V2Policy v2Policy() {
        var text = text(Setting.PLIVO_ACCEPT_V2);
        return switch (text) {
            case "own-url" -> V2Policy.OWN_URL;
            case "true" -> V2Policy.ALWAYS;
            case "false" -> V2Policy.NEVER;
            default -> {
                problems.add("%s is '%s', but must be own-url, true or false".formatted(Setting.PLIVO_ACCEPT_V2, text));
                yield V2Policy.NEVER;
            }
        };
    }

    private Times times() {
        var times = new Times(
                duration(Setting.WAYBILL_API_TIMEOUT),
                duration(Setting.WAYBILL_LEASE),
                duration(Setting.WAYBILL_RETRY_FIRST),
                duration(Setting.WAYBILL_RETRY_LONGEST),
                duration(Setting.WAYBILL_MESSAGE_DEADLINE),
                duration(Setting.WAYBILL_POLL_INTERVAL),
                duration(Setting.WAYBILL_RECONCILE_AFTER),
                duration(Setting.WAYBILL_RECONCILE_LONGEST),
                duration(Setting.WAYBILL_SETTLING),
                duration(Setting.WAYBILL_SETTLING_GAP),
                duration(Setting.WAYBILL_CLOSE_AFTER),
                duration(Setting.WAYBILL_STOP_TIMEOUT));
        if (times.settling().compareTo(LAST_CALLBACK) < 0 && kind == Kind.LIVE) {
            warnings.add("%s is below %d min: Plivo may still be trying to tell what is taken for absent"
                    .formatted(Setting.WAYBILL_SETTLING, LAST_CALLBACK.toMinutes()));
        }
        if (times.apiTimeout().plus(times.apiTimeout()).compareTo(times.lease()) > 0) {
            problems.add("%s must be at most half of %s, so that a request ends while its lease runs"
                    .formatted(Setting.WAYBILL_API_TIMEOUT, Setting.WAYBILL_LEASE));
        }
        return times;
    }
}
