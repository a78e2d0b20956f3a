package waybill.adapter.http;

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
                parameters.read("since", Times::parse),
                parameters.read("until", Times::parse),
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

    /** A plus that was not escaped arrives as a space. */
    private static String withPlus(String text) {
        return text.startsWith(" ") ? "+" + text.substring(1) : text;
    }
}
