package waybill.simulator;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The filters of the message list; unknown ones are ignored. Source: Plivo's page "List all messages".
 *
 * @param filters as given, without limit and offset, for the links to other pages
 */
record MessageQuery(Predicate<SimulatedMessage> filter, Parameters filters, int limit, int offset) {

    private static final int MAX_LIMIT = 20;
    private static final int DEFAULT_WINDOW_HOURS = 24;
    private static final Set<String> PAGING = Set.of("limit", "offset");

    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm[:ss]")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
            .optionalEnd()
            .appendPattern("[XXX]")
            .parseDefaulting(ChronoField.OFFSET_SECONDS, 0)
            .toFormatter(Locale.ROOT);

    static MessageQuery of(Parameters query, Instant now) {
        Predicate<SimulatedMessage> filter = _ -> true;
        boolean timed = false;
        for (var parameter : query.list()) {
            filter = filter.and(filter(parameter.name(), parameter.value()));
            timed |= parameter.name().startsWith("message_time");
        }
        if (!timed) {
            var earliest = now.minus(DEFAULT_WINDOW_HOURS, ChronoUnit.HOURS);
            filter = filter.and(message -> message.acceptedAt().isAfter(earliest));
        }
        var filters = new Parameters(query.list().stream()
                .filter(parameter -> !PAGING.contains(parameter.name()))
                .toList());
        int limit = Math.min(count(query, "limit", MAX_LIMIT), MAX_LIMIT);
        if (limit == 0) {
            throw new ApiProblem(400, "limit must be 1 at least");
        }
        return new MessageQuery(filter, filters, limit, count(query, "offset", 0));
    }

    private static Predicate<SimulatedMessage> filter(String name, String value) {
        return switch (name) {
            case "message_time" -> at(time(name, value));
            case "message_time__gt" -> later(time(name, value));
            case "message_time__gte" -> earlier(time(name, value)).negate();
            case "message_time__lt" -> earlier(time(name, value));
            case "message_time__lte" -> later(time(name, value)).negate();
            // In any case: Plivo documents lower case, its Java SDK sends the names of its enums.
            case "message_state" -> message -> message.progress().status().equalsIgnoreCase(value);
            case "message_direction" -> _ -> value.equalsIgnoreCase(MessageJson.OUTBOUND);
            case "message_type" -> message -> message.type().equalsIgnoreCase(value);
            case "from_number" -> message -> message.from().equals(withoutPlus(value));
            case "to_number" -> message -> message.to().equals(withoutPlus(value));
            case "error_code" -> message -> message.progress().errorCode().equals(value);
            case "powerpack_id" -> message -> message.powerpackUuid().equals(value);
            default -> _ -> true;
        };
    }

    private static Predicate<SimulatedMessage> at(Instant time) {
        // The list itself shows whole seconds, so a time without a fraction means the whole second.
        return message -> message.acceptedAt().equals(time)
                || message.acceptedAt().truncatedTo(ChronoUnit.SECONDS).equals(time);
    }

    private static Predicate<SimulatedMessage> later(Instant time) {
        return message -> message.acceptedAt().isAfter(time);
    }

    private static Predicate<SimulatedMessage> earlier(Instant time) {
        return message -> message.acceptedAt().isBefore(time);
    }

    private static Instant time(String name, String value) {
        try {
            return TIME.parse(value, OffsetDateTime::from)
                    .withOffsetSameInstant(ZoneOffset.UTC)
                    .toInstant();
        } catch (DateTimeException e) {
            throw new ApiProblem(400, "%s must look like YYYY-MM-DD HH:MM[:ss[.uuuuuu]]".formatted(name));
        }
    }

    private static int count(Parameters query, String name, int otherwise) {
        var value = query.first(name).orElse(Integer.toString(otherwise));
        if (!value.matches("\\d{1,9}")) {
            throw new ApiProblem(400, name + " must be a number");
        }
        return Integer.parseInt(value);
    }

    private static String withoutPlus(String number) {
        // A plus that the client did not escape arrives as a space.
        return number.startsWith("+") || number.startsWith(" ") ? number.substring(1) : number;
    }
}
