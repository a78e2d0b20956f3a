package waybill.adapter.persistence;

import io.helidon.dbclient.DbRow;
import waybill.application.port.out.Stored;
import waybill.domain.ClientReference;
import waybill.domain.Closing;
import waybill.domain.Message;
import waybill.domain.MessageId;
import waybill.domain.MessageText;
import waybill.domain.PhoneNumber;
import waybill.domain.Sender;

/** Reads rows of {@code message}. */
final class MessageRow {
    /** What {@link #message} needs, of the table under the alias {@code m}. */
    static final String COLUMNS = """
            m.id, m.sender, m.recipient, m.body, m.client_reference, m.created_at, m.expires_at, \
            m.status, m.status_since, m.provider_id, m.error_code, m.refused_status, m.refused_detail, \
            m.report_fingerprint, m.report_sequence, m.cost_amount, m.cost_currency, m.cost_units, m.mcc, m.mnc, \
            m.further_ids, m.closed_at, m.outcome""";

    /** What {@link #stored} needs besides. */
    static final String STORED_COLUMNS = COLUMNS
            + ", m.revision, m.version, m.attempts, m.leased_until IS NOT NULL AS leased, m.due_at IS NOT NULL AS due";

    private MessageRow() {}

    static Message message(DbRow row) {
        return new Message(
                new MessageId(Values.uuid(row, "id")),
                Sender.parse(Values.text(row, "sender")),
                new PhoneNumber(Values.text(row, "recipient")),
                new MessageText(Values.text(row, "body")),
                Values.textIfAny(row, "client_reference").map(ClientReference::new),
                Values.time(row, "created_at"),
                Values.time(row, "expires_at"),
                StateColumns.read(row),
                Values.integerOf(row, "further_ids"),
                Values.textIfAny(row, "outcome")
                        .flatMap(Closing.Outcome::parse)
                        .map(outcome -> new Closing(outcome, Values.time(row, "closed_at"))));
    }

    static Stored stored(DbRow row) {
        return new Stored(
                message(row),
                Values.number(row, "revision"),
                Values.number(row, "version"),
                Values.integerOf(row, "attempts"),
                Values.flag(row, "leased"),
                Values.flag(row, "due"));
    }
}
