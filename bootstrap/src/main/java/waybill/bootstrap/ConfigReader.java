package waybill.bootstrap;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
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

    /** The fewest of which look-ups, which get a fifth, have one every five seconds; of 5 they would have none. */
    private static final int LEAST_REQUESTS = 10;

    private static final int LEAST_LISTS = 2;
    private static final int MAX_CONNECTIONS = 200;
    private static final Duration SHORTEST_RETENTION = Duration.ofDays(30);
    private static final Duration SHORTEST_READABLE = Duration.ofHours(1);
    private static final Duration LONGEST_CALL = Duration.ofMinutes(10);
    private static final Pattern VERSION_AT_END = Pattern.compile("/v\\d+$");
    private static final Pattern TOKEN = Pattern.compile("\\p{Graph}+");
    private static final Pattern AUTH_ID = Pattern.compile("[MS]A[A-Za-z0-9]{18}");

    private final Kind kind;
    private final SettingValues values;
    private final SettingReader settings;
    private final List<String> warnings = new ArrayList<>();

    ConfigReader(Kind kind, SettingValues values) {
        this.kind = kind;
        this.values = values;
        this.settings = new SettingReader(values);
    }

    /** @throws ConfigurationRefused with every problem there is */
    WaybillConfig read() {
        var config = tryToRead();
        if (!settings.problems().isEmpty()) {
            throw new ConfigurationRefused(settings.problems());
        }
        return config;
    }

    /** Everything that is wrong; empty when {@link #read} would succeed. */
    List<String> problems() {
        var _ = tryToRead();
        return settings.problems();
    }

    private WaybillConfig tryToRead() {
        var _ = settings.choice(Setting.WAYBILL_LOG, "auto", "human", "json");
        var apiUrl = apiUrl();
        var config = new WaybillConfig(
                kind,
                host(kind, values),
                settings.integer(Setting.WAYBILL_PORT, 0, MAX_PORT),
                publicUrl(apiUrl),
                Integer.parseInt(settings.choice(Setting.WAYBILL_CALLBACK_ACK, "204", "200")),
                database(),
                settings.integer(Setting.WAYBILL_DATABASE_CONNECTIONS, 2, MAX_CONNECTIONS),
                data(kind, values),
                apiKeys(),
                plivo(apiUrl),
                Boolean.parseBoolean(settings.choice(Setting.WAYBILL_RESEND_WHEN_ABSENT, "true", "false")),
                times(),
                keeping());
        if (settings.problems().isEmpty()) {
            warnings.addAll(Doubts.about(config));
        }
        return config;
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

    /** What works, but is likely not meant; nothing while something does not work. */
    List<String> warnings() {
        return warnings;
    }

    private Keeping keeping() {
        return new Keeping(
                settings.age(Setting.WAYBILL_REDACT_AFTER, SHORTEST_READABLE),
                settings.age(Setting.WAYBILL_RETENTION, SHORTEST_RETENTION));
    }

    private DatabaseSource database() {
        var url = settings.given(Setting.WAYBILL_DATABASE_URL);
        if (url.isEmpty()) {
            return new DatabaseSource.Embedded();
        }
        if (!url.get().startsWith("jdbc:postgresql:")) {
            settings.problem("%s must begin with jdbc:postgresql:".formatted(Setting.WAYBILL_DATABASE_URL));
        }
        if (JdbcUrls.namesCredentials(url.get())) {
            settings.problem(
                    "%s must not name user or password: set %s and %s; a client's key (sslkey) is one without a password"
                            .formatted(
                                    Setting.WAYBILL_DATABASE_URL,
                                    Setting.WAYBILL_DATABASE_USER,
                                    Setting.WAYBILL_DATABASE_PASSWORD));
        }
        JdbcUrls.reserved(url.get())
                .forEach(name -> settings.problem(
                        "%s must not set %s: Waybill sets it".formatted(Setting.WAYBILL_DATABASE_URL, name)));
        return new DatabaseSource.External(
                url.get(),
                settings.required(Setting.WAYBILL_DATABASE_USER),
                settings.text(Setting.WAYBILL_DATABASE_PASSWORD));
    }

    private List<String> apiKeys() {
        var keys = settings.requiredList(Setting.WAYBILL_API_KEYS);
        if (!keys.stream().allMatch(HttpConfig::isUsable)) {
            settings.problem(
                    "%s has a key of under %d characters, or not of visible ASCII: make one with `openssl rand -hex 24`"
                            .formatted(Setting.WAYBILL_API_KEYS, HttpConfig.MIN_API_KEY_LENGTH));
        }
        return keys;
    }

    private URI publicUrl(Optional<URI> apiUrl) {
        var text = settings.required(Setting.WAYBILL_PUBLIC_URL);
        var url = PublicUrls.parse(text);
        if (text.isEmpty() || url.isEmpty()) {
            if (!text.isEmpty()) {
                settings.problem(
                        "%s is '%s', but must be an absolute URL in lower case without query, fragment, user info, escapes or dots between slashes"
                                .formatted(Setting.WAYBILL_PUBLIC_URL, text));
            }
            return URI.create("https://invalid.invalid");
        }
        boolean simulated =
                apiUrl.filter(api -> PublicUrls.areSimulated(url.get(), api)).isPresent();
        if (!url.get().getScheme().equals("https") && kind == Kind.LIVE && !simulated) {
            settings.problem("%s must begin with https://".formatted(Setting.WAYBILL_PUBLIC_URL));
        }
        return url.get();
    }

    private Optional<URI> apiUrl() {
        var text = settings.given(Setting.PLIVO_API_URL);
        if (text.isPresent() && kind == Kind.DEMO) {
            settings.problem(
                    "%s is set, but the demo always talks to its own simulator: unset it, or use `waybill serve`"
                            .formatted(Setting.PLIVO_API_URL));
            return Optional.empty();
        }
        var url = text.flatMap(PublicUrls::parse);
        if (text.isPresent()
                && url.filter(parsed -> parsed.getScheme().equals("https") || PublicUrls.isLoopback(parsed))
                        .isEmpty()) {
            settings.problem("%s is '%s', but must be an https URL, or one of this machine's loopback"
                    .formatted(Setting.PLIVO_API_URL, text.get()));
        }
        url.filter(parsed -> VERSION_AT_END.matcher(parsed.getRawPath()).find())
                .ifPresent(parsed -> settings.problem("%s is '%s', but is to be given without the version at its end"
                        .formatted(Setting.PLIVO_API_URL, parsed)));
        return url;
    }

    private Plivo plivo(Optional<URI> apiUrl) {
        var authId = settings.required(Setting.PLIVO_AUTH_ID);
        if (!authId.isEmpty() && !AUTH_ID.matcher(authId).matches()) {
            settings.problem("%s is '%s', but must be 20 letters and digits beginning with MA or SA"
                    .formatted(Setting.PLIVO_AUTH_ID, authId));
        }
        return new Plivo(
                authId,
                tokens(Setting.PLIVO_AUTH_TOKEN, settings.requiredList(Setting.PLIVO_AUTH_TOKEN)),
                tokens(Setting.PLIVO_SUBACCOUNT_TOKENS, settings.list(Setting.PLIVO_SUBACCOUNT_TOKENS)),
                v2Policy(),
                apiUrl.orElse(PlivoAccount.PLIVO_API),
                new SendingLimits(
                        limit(Setting.PLIVO_MESSAGES_PER_SECOND, 1),
                        limit(Setting.PLIVO_REQUESTS_PER_5S, LEAST_REQUESTS),
                        limit(Setting.PLIVO_MAX_CONCURRENT, 1)),
                limit(Setting.PLIVO_LISTS_PER_MINUTE, LEAST_LISTS));
    }

    private List<String> tokens(Setting setting, List<String> tokens) {
        if (!tokens.stream().allMatch(token -> TOKEN.matcher(token).matches())) {
            settings.problem("%s has a token with blanks in it, or not of visible ASCII".formatted(setting));
        }
        return tokens;
    }

    /** @param least of what is a limit at all; 0 is none */
    private int limit(Setting setting, int least) {
        if (kind == Kind.DEMO && settings.given(setting).isEmpty()) {
            return 0;
        }
        int limit = settings.integer(setting, 0, MAX_LIMIT);
        if (limit > 0 && limit < least) {
            settings.problem("%s is %d, but must be at least %d, or 0 for no limit".formatted(setting, limit, least));
        }
        return limit;
    }

    private V2Policy v2Policy() {
        return switch (settings.choice(Setting.PLIVO_ACCEPT_V2, "own-url", "true", "false")) {
            case "true" -> V2Policy.ALWAYS;
            case "false" -> V2Policy.NEVER;
            default -> V2Policy.OWN_URL;
        };
    }

    private Times times() {
        var times = new Times(
                settings.duration(Setting.WAYBILL_API_TIMEOUT),
                settings.duration(Setting.WAYBILL_LEASE),
                settings.duration(Setting.WAYBILL_RETRY_FIRST),
                settings.duration(Setting.WAYBILL_RETRY_LONGEST),
                settings.duration(Setting.WAYBILL_MESSAGE_DEADLINE),
                settings.duration(Setting.WAYBILL_POLL_INTERVAL),
                settings.duration(Setting.WAYBILL_RECONCILE_AFTER),
                settings.duration(Setting.WAYBILL_RECONCILE_LONGEST),
                settings.duration(Setting.WAYBILL_SETTLING),
                settings.duration(Setting.WAYBILL_SETTLING_GAP),
                settings.duration(Setting.WAYBILL_CLOSE_AFTER),
                settings.duration(Setting.WAYBILL_STOP_TIMEOUT));
        if (times.apiTimeout().compareTo(LONGEST_CALL) > 0) {
            settings.problem(
                    "%s must be at most %dmin".formatted(Setting.WAYBILL_API_TIMEOUT, LONGEST_CALL.toMinutes()));
        }
        if (times.apiTimeout().plus(times.apiTimeout()).compareTo(times.lease()) > 0) {
            settings.problem("%s must be at most half of %s, so that a request ends while its lease runs"
                    .formatted(Setting.WAYBILL_API_TIMEOUT, Setting.WAYBILL_LEASE));
        }
        return times;
    }
}
