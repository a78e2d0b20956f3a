package waybill.adapter.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Writes JSON; what is unknown is written as {@code null}, never left out. */
final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT);

    private final JsonGenerator generator;

    private Json(JsonGenerator generator) {
        this.generator = generator;
    }

    /**
     * Goes through a string on purpose: its conversion replaces half of a surrogate pair, which a report of the
     * provider's may hold, where the generator would fail on it.
     */
    static byte[] bytes(Consumer<Json> content) {
        var text = new StringWriter();
        try (var generator = FACTORY.createGenerator(text)) {
            content.accept(new Json(generator));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    static String text(Instant instant) {
        return MICROSECONDS.format(instant.atOffset(ZoneOffset.UTC));
    }

    void object(Runnable fields) {
        run(generator::writeStartObject);
        fields.run();
        run(generator::writeEndObject);
    }

    void object(String name, Runnable fields) {
        run(() -> generator.writeFieldName(name));
        object(fields);
    }

    <T> void object(String name, Optional<T> value, Consumer<T> fields) {
        value.ifPresentOrElse(present -> object(name, () -> fields.accept(present)), () -> nothing(name));
    }

    <T> void array(String name, List<T> items, Consumer<T> item) {
        run(() -> generator.writeFieldName(name));
        run(generator::writeStartArray);
        items.forEach(item);
        run(generator::writeEndArray);
    }

    /** A field whose value is written by {@code value}. */
    void field(String name, Runnable value) {
        run(() -> generator.writeFieldName(name));
        value.run();
    }

    void string(String name, String value) {
        run(() -> generator.writeStringField(name, value));
    }

    void string(String name, Optional<String> value) {
        value.ifPresentOrElse(present -> string(name, present), () -> nothing(name));
    }

    void time(String name, Instant value) {
        string(name, text(value));
    }

    void time(String name, Optional<Instant> value) {
        string(name, value.map(Json::text));
    }

    void number(String name, long value) {
        run(() -> generator.writeNumberField(name, value));
    }

    void number(String name, Optional<? extends Number> value) {
        value.ifPresentOrElse(present -> number(name, present.longValue()), () -> nothing(name));
    }

    void bool(String name, boolean value) {
        run(() -> generator.writeBooleanField(name, value));
    }

    void nothing(String name) {
        run(() -> generator.writeNullField(name));
    }

    private static void run(Writing writing) {
        try {
            writing.write();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @FunctionalInterface
    private interface Writing {
        void write() throws IOException;
    }
}
