package waybill.adapter.http;

import static java.util.Objects.requireNonNull;

import java.time.InstantSource;
import java.util.List;
import waybill.application.port.in.CountLostCallbacks;
import waybill.application.port.in.FindMessage;
import waybill.application.port.in.ListMessages;
import waybill.application.port.in.ListOrphanReports;
import waybill.application.port.in.ReadTimeline;
import waybill.application.port.in.ReceiveDeliveryCallback;
import waybill.application.port.in.SendMessage;
import waybill.application.port.out.IdSource;
import waybill.application.port.out.ReadinessCheck;

/** What the interface offers: the acts behind it. */
public record HttpApi(
        SendMessage sendMessage,
        FindMessage findMessage,
        ListMessages listMessages,
        ReadTimeline readTimeline,
        ListOrphanReports listOrphanReports,
        CountLostCallbacks countLostCallbacks,
        ReceiveDeliveryCallback receiveDeliveryCallback,
        List<ReadinessCheck> readinessChecks,
        PrometheusTelemetry telemetry,
        IdSource ids,
        InstantSource clock) {
    public HttpApi {
        requireNonNull(sendMessage, "sendMessage");
        requireNonNull(findMessage, "findMessage");
        requireNonNull(listMessages, "listMessages");
        requireNonNull(readTimeline, "readTimeline");
        requireNonNull(listOrphanReports, "listOrphanReports");
        requireNonNull(countLostCallbacks, "countLostCallbacks");
        requireNonNull(receiveDeliveryCallback, "receiveDeliveryCallback");
        readinessChecks = List.copyOf(readinessChecks);
        requireNonNull(telemetry, "telemetry");
        requireNonNull(ids, "ids");
        requireNonNull(clock, "clock");
    }
}
