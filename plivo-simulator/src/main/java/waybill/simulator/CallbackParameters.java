package waybill.simulator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import waybill.simulator.Parameters.Parameter;

/** The parameters of a delivery report. Source: Plivo's page "Message status callbacks". */
final class CallbackParameters {

    /** As many as the last report of a message has. */
    private static final int MOST = 20;

    private static final int MICRO = 1_000;
    private static final byte[] NO_TIME = "0000-00-00 00:00:00.000000".getBytes(ISO_8859_1);
    private static final int DECIMAL = 10;
    private static final int YEAR_END = 4;
    private static final int MONTH_END = 7;
    private static final int DAY_END = 10;
    private static final int HOUR_END = 13;
    private static final int MINUTE_END = 16;
    private static final int SECOND_END = 19;

    private CallbackParameters() {}

    static Parameters of(SimulatedMessage message, Progress progress, int sequence) {
        var list = new ArrayList<Parameter>(MOST);
        var uuid = message.uuid().toString();
        var charge = Charge.of(message.units(), progress);
        list.add(new Parameter("MessageUUID", uuid));
        list.add(new Parameter("ParentMessageUUID", uuid));
        list.add(new Parameter("PartInfo", "1 of 1"));
        list.add(new Parameter("From", message.from()));
        list.add(new Parameter("To", message.to()));
        list.add(new Parameter("Status", progress.status()));
        list.add(new Parameter("Type", message.type()));
        list.add(new Parameter("Units", Integer.toString(message.units())));
        list.add(new Parameter("TotalRate", charge.rate()));
        list.add(new Parameter("TotalAmount", charge.amount()));
        addNetwork(list, message, progress);
        addErrorCode(list, progress);
        list.add(new Parameter("Sequence", Integer.toString(sequence)));
        addTimes(list, message, progress);
        list.add(new Parameter("PowerpackUUID", message.powerpackUuid()));
        list.add(new Parameter("requester_ip", message.requesterIp()));
        return new Parameters(list);
    }

    private static void addNetwork(List<Parameter> list, SimulatedMessage message, Progress progress) {
        if (progress instanceof Progress.Carried) {
            var network = Network.of(message.to());
            list.add(new Parameter("MCC", network.mcc()));
            list.add(new Parameter("MNC", network.mnc()));
        }
    }

    private static void addErrorCode(List<Parameter> list, Progress progress) {
        if (!progress.errorCode().isEmpty()) {
            list.add(new Parameter("ErrorCode", progress.errorCode()));
        }
    }

    private static void addTimes(List<Parameter> list, SimulatedMessage message, Progress progress) {
        var accepted = text(message.acceptedAt());
        list.add(new Parameter("MessageTime", accepted));
        list.add(new Parameter("QueuedTime", accepted));
        if (progress instanceof Progress.Carried carried) {
            list.add(new Parameter("SentTime", text(carried.sentAt())));
        }
        if (progress instanceof Progress.Reported reported) {
            list.add(new Parameter("DeliveryReportTime", text(reported.reportedAt())));
        }
    }

    /** In UTC, as {@code 2026-11-23 10:00:00.000000}: by hand, for a formatter takes longer than all other parameters. */
    static String text(Instant instant) {
        var time = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC);
        var text = NO_TIME.clone();
        put(text, time.getYear(), YEAR_END);
        put(text, time.getMonthValue(), MONTH_END);
        put(text, time.getDayOfMonth(), DAY_END);
        put(text, time.getHour(), HOUR_END);
        put(text, time.getMinute(), MINUTE_END);
        put(text, time.getSecond(), SECOND_END);
        put(text, time.getNano() / MICRO, text.length);
        return new String(text, ISO_8859_1);
    }

    /** Writes the digits of a number, the last of them right before {@code end}. */
    private static void put(byte[] text, int number, int end) {
        int at = end;
        for (int left = number; left > 0; left /= DECIMAL) {
            text[--at] = (byte) ('0' + left % DECIMAL);
        }
    }
}
