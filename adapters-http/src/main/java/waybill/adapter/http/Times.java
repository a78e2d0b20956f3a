package waybill.adapter.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import waybill.domain.InvalidValue;

/** Times as callers write them: in the form of RFC 3339 §5.6 and in no other. */
final class Times {
    private static final Pattern FORM = Pattern.compile("""
            (?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})[Tt](?<minute>[0-9]{2}:[0-9]{2}):(?<second>[0-5][0-9]|60)\
            (?:\\.(?<fraction>[0-9]+))?(?:[Zz]|(?<sign>[+-])(?<offset>[0-9]{2}:[0-9]{2}))""");

    private static final int LEAP_SECOND = 60;
    private static final int DIGITS_OF_NANOS = 9;

    /** What four digits can say of a year. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant BEYOND_LATEST = Instant.parse("+10000-01-01T00:00:00Z");

    private Times() {}

    static Instant parse(String text) {
        // An offset's plus that was not escaped arrives as a space.
        var parts = FORM.matcher(text.replace(' ', '+'));
        if (!parts.matches()) {
            throw junk();
        }
        var time = time(parts);
        if (time.isBefore(EARLIEST) || !time.isBefore(BEYOND_LATEST)) {
            throw new InvalidValue("invalid_time", "a time is within the years 1 to 9999, in UTC");
        }
        return time;
    }

    private static Instant time(Matcher parts) {
        try {
            int second = Integer.parseInt(parts.group("second"));
            var time = LocalDate.parse(parts.group("date"))
                    .atTime(LocalTime.parse(parts.group("minute")))
                    .toInstant(ZoneOffset.UTC)
                    .minusSeconds(offsetSeconds(parts))
                    .plusSeconds(second)
                    .plusNanos(nanos(parts));
            if (second == LEAP_SECOND && !beginsMonth(time)) {
                throw junk();
            }
            return time;
        } catch (DateTimeException _) {
            throw junk();
        }
    }

    /** Up to 23:59 either way, which is more than Java's own offsets go. */
    private static int offsetSeconds(Matcher parts) {
        return Optional.ofNullable(parts.group("offset"))
                .map(offset -> LocalTime.parse(offset).toSecondOfDay())
                .map(seconds -> parts.group("sign").equals("-") ? -seconds : seconds)
                .orElse(0);
    }

    /** There may be any number of digits; those beyond nanoseconds are cut off. */
    private static int nanos(Matcher parts) {
        return Optional.ofNullable(parts.group("fraction"))
                .map(digits -> Integer.parseInt((digits + "0".repeat(DIGITS_OF_NANOS)).substring(0, DIGITS_OF_NANOS)))
                .orElse(0);
    }

    /** A leap second ends a month in UTC. Instants have none: it is read as the second after it. */
    private static boolean beginsMonth(Instant time) {
        var utc = time.atOffset(ZoneOffset.UTC);
        return utc.getDayOfMonth() == 1 && utc.toLocalTime().toSecondOfDay() == 0;
    }

    private static InvalidValue junk() {
        return new InvalidValue("invalid_time", "a time is in RFC 3339 form, such as 2026-11-23T10:00:00Z");
    }
}
