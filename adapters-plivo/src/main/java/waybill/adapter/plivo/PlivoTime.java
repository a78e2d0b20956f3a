package waybill.adapter.plivo;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import waybill.domain.Span;

/**
 * Reads and writes Plivo's times: in callbacks {@code 2026-11-20 10:11:12.123456}, which is UTC, in its listings
 * {@code 2017-05-22 21:36:14+05:30}.
 */
final class PlivoTime {
    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private static final DateTimeFormatter FILTER =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Plivo is younger; what is older is no time of it. */
    private static final Instant EARLIEST = Instant.EPOCH;

    /** From here on a year has five digits, which the database does not read. */
    private static final Instant TOO_LATE = Instant.parse("9999-12-31T00:00:00Z");

    private PlivoTime() {}

    /** Empty when there is none, or none that can be read. To the microsecond, as it is written and stored. */
    static Optional<Instant> read(String text) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        try {
            var stripped = text.strip();
            var instant = CallbackTime.isOne(stripped) ? CallbackTime.read(stripped) : byFormat(stripped);
            return Optional.of(instant.truncatedTo(ChronoUnit.MICROS)).filter(PlivoTime::isOfPlivo);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static boolean isOfPlivo(Instant time) {
        return !time.isBefore(EARLIEST) && time.isBefore(TOO_LATE);
    }

    /** The form of the filters of its list, which is UTC: whole seconds, as its listings show. */
    static String written(Instant time) {
        return FILTER.format(time);
    }

    /** The shortest stretch that holds the other, and begins and ends with a second. */
    static Span wholeSeconds(Span span) {
        var until = span.until().truncatedTo(ChronoUnit.SECONDS);
        return new Span(
                span.from().truncatedTo(ChronoUnit.SECONDS), until.equals(span.until()) ? until : until.plusSeconds(1));
    }

    /** What any of Plivo's times means; throws when it is none. */
    static Instant byFormat(String text) {
        var time = FORMAT.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
        return time instanceof OffsetDateTime zoned
                ? zoned.toInstant()
                : LocalDateTime.from(time).toInstant(ZoneOffset.UTC);
    }
}
