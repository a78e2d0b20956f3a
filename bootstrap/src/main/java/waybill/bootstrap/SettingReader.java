package waybill.bootstrap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads settings as what they are. One that is none of it is noted as a problem, and something usable is returned in its
 * stead, so that all problems can be told at once. Used by one thread.
 */
final class SettingReader {
    private static final Duration LONGEST = Duration.ofDays(365);
    private static final Duration LONGEST_KEPT = Duration.ofDays(36_500);

    /** No sign, and no more of them than an integer takes. */
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");

    private final SettingValues values;
    private final List<String> problems;

    SettingReader(SettingValues values) {
        this.values = values;
        this.problems = new ArrayList<>(values.problems());
    }

    List<String> problems() {
        return problems;
    }

    void problem(String sentence) {
        problems.add(sentence);
    }

    /** Only what was set, no default. */
    Optional<String> given(Setting setting) {
        return values.value(setting);
    }

    /** Empty when it has neither value nor default. */
    String text(Setting setting) {
        return given(setting).or(setting::defaultValue).orElse("");
    }

    String required(Setting setting) {
        var value = text(setting);
        if (value.isEmpty()) {
            problem("%s is not set: %s".formatted(setting, setting.description()));
        }
        return value;
    }

    /** The first of them when it is none. */
    String choice(Setting setting, String... allowed) {
        var text = text(setting);
        var all = List.of(allowed);
        if (all.contains(text)) {
            return text;
        }
        var but = String.join(", ", all.subList(0, all.size() - 1));
        problem("%s is '%s', but must be %s or %s".formatted(setting, text, but, all.getLast()));
        return all.getFirst();
    }

    int integer(Setting setting, int min, int max) {
        var text = text(setting);
        if (DIGITS.matcher(text).matches()) {
            int value = Integer.parseInt(text);
            if (value >= min && value <= max) {
                return value;
            }
        }
        problem("%s is '%s', but must be a number from %d to %d".formatted(setting, text, min, max));
        return min;
    }

    Duration duration(Setting setting) {
        var parsed = Durations.parse(text(setting));
        if (parsed.isEmpty() || !parsed.get().isPositive() || parsed.get().compareTo(LONGEST) > 0) {
            problem("%s is '%s', but must be a time such as 500ms, 15s, 5min or 3h".formatted(setting, text(setting)));
            return Duration.ofSeconds(1);
        }
        return parsed.get();
    }

    /** How long something is kept; empty for ever. */
    Optional<Duration> age(Setting setting, Duration shortest) {
        var text = text(setting);
        if (text.equals("never")) {
            return Optional.empty();
        }
        var parsed =
                Durations.parse(text).filter(age -> age.compareTo(shortest) >= 0 && age.compareTo(LONGEST_KEPT) <= 0);
        if (parsed.isEmpty()) {
            problem("%s is '%s', but must be never, or a time such as 90d, at least %s"
                    .formatted(
                            setting, text, shortest.toDays() > 0 ? shortest.toDays() + "d" : shortest.toHours() + "h"));
        }
        return parsed;
    }

    List<String> list(Setting setting) {
        return Stream.of(text(setting).split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    /** Commas alone are no list. */
    List<String> requiredList(Setting setting) {
        var items = list(setting);
        if (items.isEmpty() && !required(setting).isEmpty()) {
            problem("%s lists nothing: %s".formatted(setting, setting.description()));
        }
        return items;
    }
}
