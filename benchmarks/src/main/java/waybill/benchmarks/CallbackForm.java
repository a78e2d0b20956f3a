package waybill.benchmarks;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The parameters of a delivery report as Plivo sends them today; their values need no escapes but those made here. */
final class CallbackForm {
    static final String SENDER = "14155550100";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Map<String, String> parameters = new LinkedHashMap<>();

    private CallbackForm() {}

    static CallbackForm of(Corpus corpus, int index, Step step) {
        var form = new CallbackForm();
        var uuid = corpus.providerId(index).toString();
        var at = Instant.ofEpochMilli(corpus.millis());
        form.parameters.put("MessageUUID", uuid);
        form.parameters.put("ParentMessageUUID", uuid);
        form.parameters.put("PartInfo", "1 of 1");
        form.parameters.put("From", SENDER);
        form.parameters.put("To", corpus.to(index).substring(1));
        form.parameters.put("Status", step.status());
        form.parameters.put("Type", "sms");
        form.parameters.put("Units", "1");
        form.parameters.put("TotalRate", step == Step.QUEUED ? "0.00000" : "0.00350");
        form.parameters.put("TotalAmount", step == Step.QUEUED ? "0.00000" : "0.00350");
        form.parameters.put("Sequence", String.valueOf(step.place() + 1));
        form.parameters.put("MessageTime", TIME.format(at));
        form.parameters.put("QueuedTime", TIME.format(at));
        if (step != Step.QUEUED) {
            form.parameters.put("MCC", "310");
            form.parameters.put("MNC", "260");
            form.parameters.put("ErrorCode", "000");
            form.parameters.put("SentTime", TIME.format(at.plusMillis(200)));
        }
        if (step == Step.DELIVERED) {
            form.parameters.put("DeliveryReportTime", TIME.format(at.plusMillis(1000)));
        }
        form.parameters.put("PowerpackUUID", "");
        form.parameters.put("requester_ip", "192.0.2.7");
        return form;
    }

    /** As it travels. */
    String body() {
        return parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + escaped(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** What V3 signs of it: names in byte order, each with its value, without separators. */
    String signed() {
        return parameters.entrySet().stream()
                .sorted(Comparator.comparing(Map.Entry::getKey))
                .map(parameter -> parameter.getKey() + parameter.getValue())
                .collect(Collectors.joining());
    }

    private static String escaped(String value) {
        return value.replace(":", "%3A").replace(' ', '+');
    }
}
