package waybill.adapter.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import waybill.application.port.out.MessageQuery;
import waybill.domain.ClientReference;
import waybill.domain.ErrorCode;
import waybill.domain.InvalidValue;
import waybill.domain.MessageId;
import waybill.domain.PhoneNumber;
import waybill.domain.Sender;
import waybill.domain.Status;

/** The parameters that say which messages are asked for. */
final class MessageParameters {
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");
    private static final String[] NAMES = {
        "status", "to", "from", "error_code", "client_reference", "since", "until", "cursor", "limit"
    };

    private MessageParameters() {}

    static String[] names() {
        return NAMES.clone();
    }

    static MessageQuery query(String query) {
        var parameters = Parameters.parse(query, NAMES);
        var asked = new MessageQuery(
                parameters.read("status", MessageParameters::status),
                parameters.read("to", text -> PhoneNumber.parse(withPlus(text))),
                parameters.read("from", text -> Sender.parse(withPlus(text))),
                parameters.read("error_code", MessageParameters::errorCode),
                parameters.read("client_reference", ClientReference::new),
                parameters.read("since", MessageParameters::time),
                parameters.read("until", MessageParameters::time),
                parameters.read("cursor", text -> new MessageId(Cursor.MESSAGES.parse(text))),
                parameters.limit());
        parameters.complete();
        return asked;
    }

    private static Status status(String text) {
        return Status.parse(text).orElseThrow(() -> new InvalidValue("invalid_status", "there is no such status"));
    }

    private static ErrorCode errorCode(String text) {
        // What cannot be printed is refused here: read as a report's code, it would become one that could not be read.
        var code = ErrorCode.parse(new ErrorCode(text).value());
        if (code.isNone()) {
            throw new InvalidValue("invalid_error_code", "no error has this code");
        }
        return code;
    }

    static Instant time(String text) {
        // An offset's plus that was not escaped arrives as a space.
        var rfc3339 = text.replace(' ', '+');
        if (!rfc3339.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}.*")) {
            throw invalidTime();
        }
        try {
            var time = OffsetDateTime.parse(rfc3339).toInstant();
            // Its offset may carry a time over the edge of what its text, or PostgreSQL, can say.
            if (time.isBefore(EARLIEST) || !time.isBefore(LATEST)) {
                throw invalidTime();
            }
            return time;
        } catch (DateTimeException _) {
            throw invalidTime();
        }
    }

    private static InvalidValue invalidTime() {
        return new InvalidValue("invalid_time", "a time is in RFC 3339 form, such as 2026-11-23T10:00:00Z");
    }

    /** A plus that was not escaped arrives as a space. */
    private static String withPlus(String text) {
        return text.startsWith(" ") ? "+" + text.substring(1) : text;
    }
}
