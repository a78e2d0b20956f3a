package waybill.simulator;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import waybill.simulator.Parameters.Parameter;

/** The parameters of a delivery report. Source: Plivo's page "Message status callbacks". */
final class CallbackParameters {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

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
        return new Parameter(name, TIME.format(instant));
    }
}
