package waybill.simulator;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import waybill.simulator.Parameters.Parameter;

/** The parameters of a delivery report. Source: Plivo's page "Message status callbacks". */
final class CallbackParameters {

    private static final int MICRO = 1_000;
    private static final int DECIMAL = 10;
    private static final int YEAR_END = 4;
    private static final int MONTH_END = 7;
    private static final int DAY_END = 10;
    private static final int HOUR_END = 13;
    private static final int MINUTE_END = 16;
    private static final int SECOND_END = 19;

    private CallbackParameters() {}

    static Parameters of(SimulatedMessage message, Progress progress, int sequence) {
        var list = new ArrayList<Parameter>();
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
        list.addAll(network(message, progress));
        list.addAll(errorCode(progress));
        list.add(new Parameter("Sequence", Integer.toString(sequence)));
        list.addAll(times(message, progress));
        list.add(new Parameter("PowerpackUUID", message.powerpackUuid()));
        list.add(new Parameter("requester_ip", message.requesterIp()));
        return new Parameters(list);
    }

    private static List<Parameter> network(SimulatedMessage message, Progress progress) {
        if (progress instanceof Progress.Carried) {
            var network = Network.of(message.to());
            return List.of(new Parameter("MCC", network.mcc()), new Parameter("MNC", network.mnc()));
        }
        return List.of();
    }

    private static List<Parameter> errorCode(Progress progress) {
        return switch (progress) {
            case Progress.Queued _ -> List.of();
            case Progress.Sent _ -> List.of(new Parameter("ErrorCode", "000"));
            case Progress.Reported _, Progress.Failed _ -> List.of(new Parameter("ErrorCode", progress.errorCode()));
        };
    }

    private static List<Parameter> times(SimulatedMessage message, Progress progress) {
        var times = new ArrayList<Parameter>();
        times.add(time("MessageTime", message.acceptedAt()));
        times.add(time("QueuedTime", progress.queuedAt()));
        if (progress instanceof Progress.Carried carried) {
            times.add(time("SentTime", carried.sentAt()));
        }
        if (progress instanceof Progress.Reported reported) {
            times.add(time("DeliveryReportTime", reported.reportedAt()));
        }
        return times;
    }

    private static Parameter time(String name, Instant instant) {
        return new Parameter(name, text(instant));
    }

    /** In UTC, as {@code 2026-11-23 10:00:00.000000}: by hand, for a formatter takes longer than all other parameters. */
    static String text(Instant instant) {
        var time = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC);
        var text = new StringBuilder("0000-00-00 00:00:00.000000");
        put(text, time.getYear(), YEAR_END);
        put(text, time.getMonthValue(), MONTH_END);
        put(text, time.getDayOfMonth(), DAY_END);
        put(text, time.getHour(), HOUR_END);
        put(text, time.getMinute(), MINUTE_END);
        put(text, time.getSecond(), SECOND_END);
        put(text, time.getNano() / MICRO, text.length());
        return text.toString();
    }

    /** Writes the digits of a number, the last of them right before {@code end}. */
    private static void put(StringBuilder text, int number, int end) {
        int at = end;
        for (int left = number; left > 0; left /= DECIMAL) {
            text.setCharAt(--at, (char) ('0' + left % DECIMAL));
        }
    }
}
