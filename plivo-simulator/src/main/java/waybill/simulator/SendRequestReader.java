package waybill.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads and refuses send requests as Plivo does. Source: Plivo's page "Send a message". */
final class SendRequestReader {

    /** Plivo picks a number from the powerpack's pool; ours has one. */
    static final String POWERPACK_NUMBER = "14155550199";

    private static final int MIN_EXPIRY_SECONDS = 5;
    private static final int MAX_EXPIRY_SECONDS = 10_799;
    private static final int MAX_EXPIRY_DIGITS = 9;
    private static final int MIN_NUMBER_DIGITS = 7;
    private static final int MAX_NUMBER_DIGITS = 15;
    private static final Pattern SOURCE = Pattern.compile("\\+?\\d{3,15}|[A-Za-z0-9 _-]{1,11}");
    private static final Pattern UUID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
    private static final Set<String> TYPES = Set.of("sms", "mms");

    /** Strict: what a client writes wrong is to show here, not at Plivo. */
    private static final ObjectReader JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .reader();

    private SendRequestReader() {}

    /** JSON, or the form that Plivo takes as well. */
    static SendRequest read(String contentType, byte[] body, CallbackTarget target) {
        var form = contentType.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
        return validated(form ? form(body) : json(body), target);
    }

    private static Parameters form(byte[] body) {
        try {
            return Parameters.decode(text(body));
        } catch (IllegalArgumentException e) {
            throw badRequest("Request body is not a valid form");
        }
    }

    private static Parameters json(byte[] body) {
        try {
            var fields = new ArrayList<Parameters.Parameter>();
            var tree = JSON.readTree(text(body));
            if (!tree.isObject()) {
                throw badRequest("Request body must be a JSON object");
            }
            if (tree.hasNonNull("text") && !tree.get("text").isTextual()) {
                throw badRequest("text must be a string");
            }
            for (var field : tree.properties()) {
                if (!field.getValue().isNull()) {
                    fields.add(new Parameters.Parameter(
                            field.getKey(), field.getValue().asText()));
                }
            }
            return new Parameters(fields);
        } catch (JsonProcessingException e) {
            throw badRequest("Request body is not valid JSON");
        }
    }

    private static String text(byte[] body) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException e) {
            throw badRequest("Request body is not valid UTF-8");
        }
    }

    private static SendRequest validated(Parameters fields, CallbackTarget target) {
        var powerpackUuid = fields.first("powerpack_uuid").orElse("");
        var from = source(fields, powerpackUuid);
        var destinations = destinations(fields);
        var text = fields.first("text").orElseThrow(() -> badRequest("text parameter is missing"));
        var segments = Segments.of(text);
        if (segments.tooLong()) {
            throw badRequest("text is too long: %d characters, at most %d are allowed"
                    .formatted(segments.length(), segments.maxLength()));
        }
        var type = fields.first("type").orElse("sms");
        if (!TYPES.contains(type)) {
            throw badRequest("type must be one of sms, mms");
        }
        checkExpiry(fields);
        return new SendRequest(
                from,
                destinations.valid(),
                destinations.invalid(),
                text,
                segments,
                type,
                powerpackUuid,
                callback(fields, target));
    }

    private static String source(Parameters fields, String powerpackUuid) {
        var src = fields.first("src").orElse("");
        if (powerpackUuid.isEmpty() == src.isEmpty()) {
            throw badRequest("either src or powerpack_uuid is required");
        }
        if (src.isEmpty()) {
            // Plivo's SDK for Java takes a source longer than 14 characters for one.
            if (!UUID.matcher(powerpackUuid).matches()) {
                throw badRequest("'%s' is not a valid powerpack_uuid".formatted(powerpackUuid));
            }
            return POWERPACK_NUMBER;
        }
        if (!SOURCE.matcher(src).matches()) {
            throw badRequest("'%s' is not a valid source".formatted(src));
        }
        return digits(src);
    }

    private record Destinations(List<String> valid, List<String> invalid) {}

    /** Each once. */
    private static Destinations destinations(Parameters fields) {
        var dst = fields.first("dst").orElseThrow(() -> badRequest("dst parameter is missing"));
        var valid = new LinkedHashSet<String>();
        var invalid = new LinkedHashSet<String>();
        for (var destination : dst.split("<", -1)) {
            if (isPhoneNumber(destination)) {
                valid.add(digits(destination));
            } else {
                invalid.add(destination);
            }
        }
        if (valid.isEmpty()) {
            throw badRequest("'%s' is not a valid phone number.".formatted(digits(dst)));
        }
        return new Destinations(List.copyOf(valid), List.copyOf(invalid));
    }

    private static void checkExpiry(Parameters fields) {
        var given = fields.first("message_expiry").orElse(Integer.toString(MAX_EXPIRY_SECONDS));
        var inRange = given.length() <= MAX_EXPIRY_DIGITS
                && areDigits(given)
                && Integer.parseInt(given) >= MIN_EXPIRY_SECONDS
                && Integer.parseInt(given) <= MAX_EXPIRY_SECONDS;
        if (!inRange) {
            throw badRequest("message_expiry must be between %d and %d seconds"
                    .formatted(MIN_EXPIRY_SECONDS, MAX_EXPIRY_SECONDS));
        }
    }

    private static CallbackAddress callback(Parameters fields, CallbackTarget target) {
        var method = fields.first("method").orElse("POST").toUpperCase(Locale.ROOT);
        if (!method.equals("GET") && !method.equals("POST")) {
            throw badRequest("method must be GET or POST");
        }
        var url = fields.first("url").orElse("");
        if (url.isEmpty()) {
            return new CallbackAddress.None();
        }
        var uri = httpUrl(url).orElseThrow(() -> badRequest("'%s' is not a valid url".formatted(url)));
        return new CallbackAddress.At(uri, target.connectTo(uri), method);
    }

    private static Optional<URI> httpUrl(String url) {
        try {
            var uri = URI.create(url);
            boolean isHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return isHttp && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Of E.164, with or without its plus. */
    static boolean isPhoneNumber(String text) {
        var digits = digits(text);
        return digits.length() >= MIN_NUMBER_DIGITS
                && digits.length() <= MAX_NUMBER_DIGITS
                && digits.charAt(0) != '0'
                && areDigits(digits);
    }

    private static boolean areDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static String digits(String number) {
        return number.startsWith("+") ? number.substring(1) : number;
    }

    private static ApiProblem badRequest(String error) {
        return new ApiProblem(400, error);
    }
}
