package waybill.adapter.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The fields of a flat JSON object, read strictly: nothing is coerced, ignored or guessed. */
final class JsonFields {
    private static final int MAX_DEPTH = 16;
    private static final int MAX_NUMBER_LENGTH = 1_000;
    private static final int MAX_NAME_LENGTH = 50_000;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER_LENGTH)
                    .maxNameLength(MAX_NAME_LENGTH)
                    .build())
            .build();

    private final Map<String, String> strings = new HashMap<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private final Set<String> seen = new HashSet<>();
    private final Set<String> given = new HashSet<>();
    private final FieldErrors errors = new FieldErrors();
    private final List<String> stringNames;
    private final List<String> numberNames;

    private JsonFields(List<String> stringNames, List<String> numberNames) {
        this.stringNames = stringNames;
        this.numberNames = numberNames;
    }

    /**
     * @param stringNames the fields that hold a string
     * @param numberNames the fields that hold an integer
     */
    static JsonFields parse(byte[] body, List<String> stringNames, List<String> numberNames) {
        var fields = new JsonFields(stringNames, numberNames);
        try (var parser = FACTORY.createParser(utf8(body))) {
            fields.read(parser);
        } catch (StreamConstraintsException _) {
            throw Problem.invalid(
                    "",
                    "excessive_json",
                    "the body nests deeper than %d, or a number has more than %d, or a name more than %d characters"
                            .formatted(MAX_DEPTH, MAX_NUMBER_LENGTH, MAX_NAME_LENGTH));
        } catch (JsonProcessingException e) {
            throw malformed("the body is not well-formed JSON" + place(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return fields;
    }

    Optional<String> string(String name) {
        return Optional.ofNullable(strings.get(name));
    }

    Optional<Long> number(String name) {
        return Optional.ofNullable(numbers.get(name));
    }

    /** Whether it is not there, or null; what is there in a wrong way is not missing. */
    boolean isMissing(String name) {
        return !given.contains(name);
    }

    /** What was found so far; whoever reads the fields adds to it. */
    FieldErrors errors() {
        return errors;
    }

    private void read(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw malformed("the body is not a JSON object");
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            field(parser.currentName(), parser);
        }
        if (parser.nextToken() != null) {
            throw malformed("the body goes on after the JSON object");
        }
    }

    private void field(String name, JsonParser parser) throws IOException {
        var token = parser.nextToken();
        if (token != JsonToken.VALUE_NULL) {
            given.add(name);
        }
        if (!seen.add(name)) {
            errors.add(name, "repeated_field", "the field is given more than once");
        } else if (stringNames.contains(name)) {
            string(name, token, parser);
        } else if (numberNames.contains(name)) {
            number(name, token, parser);
        } else {
            errors.add(name, "unknown_field", "there is no such field");
        }
        parser.skipChildren();
    }

    private void string(String name, JsonToken token, JsonParser parser) throws IOException {
        if (token == JsonToken.VALUE_STRING) {
            strings.put(name, parser.getText());
        } else if (token != JsonToken.VALUE_NULL) {
            errors.add(name, "wrong_type", "the field is a string");
        }
    }

    private void number(String name, JsonToken token, JsonParser parser) throws IOException {
        if (token == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            numbers.put(name, parser.getLongValue());
        } else if (token != JsonToken.VALUE_NULL) {
            errors.add(name, "wrong_type", "the field is an integer");
        }
    }

    /** Jackson would guess UTF-16 and UTF-32, too, and be lax about what is not UTF-8. */
    private static String utf8(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException _) {
            throw malformed("the body is not UTF-8");
        }
    }

    private static String place(JsonProcessingException e) {
        // Not every one has a location.
        return Optional.ofNullable(e.getLocation())
                .map(location -> ", at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr()))
                .orElse("");
    }

    private static Problem malformed(String detail) {
        return Problem.invalid("", "malformed_json", detail);
    }
}
