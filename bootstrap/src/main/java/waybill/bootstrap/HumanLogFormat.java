package waybill.bootstrap;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** A line for people: time of day, level, what happened. */
final class HumanLogFormat extends Formatter {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    @Override
    public String format(LogRecord record) {
        var causes = Causes.of(record.getThrown());
        return "%s %-7s %s%s%n"
                .formatted(
                        TIME.format(record.getInstant()),
                        record.getLevel().getName(),
                        OneLine.of(formatMessage(record)),
                        causes.isEmpty() ? "" : " (" + causes + ")");
    }
}
