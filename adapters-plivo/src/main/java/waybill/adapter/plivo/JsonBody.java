package waybill.adapter.plivo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HashSet;

/**
 * Reads a flat JSON object as parameters: a string as it is, a number or boolean as it is written, null as empty. Plivo
 * never sends JSON (its documentation of message callbacks): what does, and signs it, is something in between.
 */
final class JsonBody {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonBody() {}

    static Parameters read(byte[] encoded) throws Unreadable {
        try (var json = JSON.createParser(text(encoded))) {
            return read(json, encoded.length);
        } catch (CharacterCodingException _) {
            throw new Unreadable("the body is not UTF-8");
        } catch (JsonParseException _) {
            throw new Unreadable("the body is not JSON");
        } catch (IOException _) {
            throw new Unreadable("the body is no JSON that can be taken in");
        }
    }

    private static Parameters read(JsonParser json, int length) throws IOException, Unreadable {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new Unreadable("the body is not a JSON object");
        }
        var parameters = new Parameters.Builder(length);
        var names = new HashSet<String>();
        for (var name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            if (!names.add(name)) {
                throw new Unreadable("a member is repeated");
            }
            parameters.add(utf8(name));
            parameters.endName();
            parameters.add(utf8(value(json)));
            parameters.endValue();
        }
        if (json.nextToken() != null) {
            throw new Unreadable("something follows the JSON object");
        }
        return parameters.build();
    }

    private static String value(JsonParser json) throws IOException, Unreadable {
        return switch (json.nextToken()) {
            case VALUE_NULL -> "";
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE -> json.getText();
            default -> throw new Unreadable("a member is an object or an array");
        };
    }

    /** Strictly: Jackson itself would guess at the encoding. */
    private static String text(byte[] encoded) throws CharacterCodingException {
        return UTF_8.newDecoder().decode(ByteBuffer.wrap(encoded)).toString();
    }

    /** Escapes can spell half of a surrogate pair, which has no UTF-8: encoding would quietly make it a question mark. */
    private static byte[] utf8(String text) throws Unreadable {
        if (text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw new Unreadable("a text contains half of a surrogate pair");
        }
        return text.getBytes(UTF_8);
    }
}
