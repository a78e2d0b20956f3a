package waybill.bootstrap;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything that can be set, under one name in the environment, in {@code .env} and, in its own spelling, in YAML. */
enum Setting {
    WAYBILL_HOST("where the server listens: 0.0.0.0, or 127.0.0.1 in the demo", null),
    WAYBILL_PORT("the port it listens on", "8080"),
    WAYBILL_PUBLIC_URL("the base URL that Plivo is given and signs", null),
    WAYBILL_CALLBACK_ACK("the status that acknowledges a callback: 204 or 200", "204"),
    WAYBILL_DATABASE_URL("JDBC URL of PostgreSQL; without it an embedded one is kept under WAYBILL_DATA", null),
    WAYBILL_DATABASE_USER("who logs in there", null),
    WAYBILL_DATABASE_PASSWORD("with which password", null, Kind.SECRET),
    WAYBILL_DATABASE_CONNECTIONS("how many connections are held at most", "16"),
    WAYBILL_DATA("directory of the embedded database: ./data/live, or ./data/demo", null),
    WAYBILL_API_KEYS("comma-separated API keys of 24 characters or more", null, Kind.SECRET),
    WAYBILL_URL("where client commands find a running Waybill", null),
    WAYBILL_API_KEY("the API key of client commands", null, Kind.SECRET),
    WAYBILL_WEBHOOK_ALLOWED_NETWORKS("CIDRs that event webhooks may reach although private", null),
    WAYBILL_LOG("how the log is written: human, json, or auto (human on a terminal)", "auto"),
    WAYBILL_API_TIMEOUT("how long a request to Plivo may take in all", "15s"),
    WAYBILL_LEASE("how long a message belongs to the node that submits it", "30s"),
    WAYBILL_RETRY_FIRST("how long to wait before the first retry of a send", "1s"),
    WAYBILL_RETRY_LONGEST("up to how long that wait doubles", "60s"),
    WAYBILL_MESSAGE_DEADLINE("how long a message may wait for submission", "3h"),
    WAYBILL_POLL_INTERVAL("how often the queue is looked at when nothing wakes the dispatcher", "1s"),
    WAYBILL_RECONCILE_AFTER("how long an open message is silent before Plivo is asked about it", "8min"),
    WAYBILL_RECONCILE_LONGEST("up to how long the wait between such look-ups doubles", "1d"),
    WAYBILL_SETTLING(
            "how long after an attempt with no known outcome Plivo's list counts as telling that it never was",
            "15min"),
    WAYBILL_SETTLING_GAP("how far apart two such listings are, and how long before the first look", "1min"),
    WAYBILL_RESEND_WHEN_ABSENT("whether a send that surely never happened is sent again: true or false", "true"),
    WAYBILL_CLOSE_AFTER("how long a message keeps a status before it is closed without an end", "3d"),
    WAYBILL_STOP_TIMEOUT("how long a graceful stop may take", "10s"),
    PLIVO_AUTH_ID("the account", null),
    PLIVO_AUTH_TOKEN("its tokens: the first calls the API, all verify", null, Kind.SECRET),
    PLIVO_SUBACCOUNT_TOKENS("further tokens that may sign callbacks", null, Kind.SECRET),
    PLIVO_ACCEPT_V2("callbacks with only a V2 signature: own-url, true or false", "own-url"),
    PLIVO_API_URL("base URL of the Message API", null),
    PLIVO_MESSAGES_PER_SECOND("the account's limit; 0 = none, as in the demo", "5"),
    PLIVO_REQUESTS_PER_5S("the account's limit; 0 = none, as in the demo", "300"),
    PLIVO_MAX_CONCURRENT("the account's limit; 0 = none, as in the demo", "100"),
    PLIVO_LISTS_PER_MINUTE("the account's limit of pages of its message list; 0 = none, as in the demo", "20");

    /** Names the YAML file; not in it. */
    static final String CONFIG_FILE = "WAYBILL_CONFIG";

    private static final String FILE_SUFFIX = "_FILE";

    private enum Kind {
        PLAIN,
        SECRET
    }

    private final String description;
    private final @Nullable String defaultValue;
    private final Kind kind;

    Setting(String description, @Nullable String defaultValue) {
        this(description, defaultValue, Kind.PLAIN);
    }

    Setting(String description, @Nullable String defaultValue, Kind kind) {
        this.description = description;
        this.defaultValue = defaultValue;
        this.kind = kind;
    }

    String description() {
        return description;
    }

    Optional<String> defaultValue() {
        return Optional.ofNullable(defaultValue);
    }

    boolean isSecret() {
        return kind == Kind.SECRET;
    }

    /** The variable that names a file holding the secret. */
    String fileVariable() {
        return name() + FILE_SUFFIX;
    }

    /** The key in YAML: {@code waybill.database-url} for WAYBILL_DATABASE_URL. */
    String yamlKey() {
        var lower = name().toLowerCase(Locale.ROOT);
        int prefix = lower.indexOf('_');
        return lower.substring(0, prefix) + "." + lower.substring(prefix + 1).replace('_', '-');
    }

    /** The setting a variable gives, directly or through a file. */
    static Optional<Setting> ofVariable(String variable) {
        return Stream.of(values())
                .filter(setting -> setting.name().equals(variable)
                        || (setting.isSecret() && setting.fileVariable().equals(variable)))
                .findFirst();
    }

    /** The name that comes closest to one that is not known. */
    static String nearestTo(String variable) {
        return Stream.of(values())
                .map(Enum::name)
                .min((a, b) -> Integer.compare(distance(a, variable), distance(b, variable)))
                .orElseThrow();
    }

    /** Levenshtein's distance. */
    private static int distance(String a, String b) {
        var previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            var current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                current[j] = Math.min(Math.min(current[j - 1], previous[j]) + 1, previous[j - 1] + change);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
