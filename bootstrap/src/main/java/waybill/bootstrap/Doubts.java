package waybill.bootstrap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import waybill.bootstrap.WaybillConfig.Kind;

/** What works as it is configured, but is likely not meant. */
final class Doubts {
    private static final Duration LAST_CALLBACK = Duration.ofMinutes(7);

    private Doubts() {}

    static List<String> about(WaybillConfig config) {
        var doubts = new ArrayList<String>();
        var times = config.times();
        if (config.kind() == Kind.LIVE && !config.isSimulated()) {
            if (config.publicUrl().getPort() != -1) {
                doubts.add(
                        "%s names a port: Plivo's own tools disagree on whether it is signed, so a URL without one is safer"
                                .formatted(Setting.WAYBILL_PUBLIC_URL));
            }
            if (PublicUrls.isLoopback(config.publicUrl())) {
                doubts.add("%s is on this machine's loopback, where Plivo does not reach it"
                        .formatted(Setting.WAYBILL_PUBLIC_URL));
            }
        }
        if (config.kind() == Kind.LIVE && isShorter(times.settling(), LAST_CALLBACK)) {
            doubts.add("%s is below %d min: Plivo may still be trying to tell what is taken for absent"
                    .formatted(Setting.WAYBILL_SETTLING, LAST_CALLBACK.toMinutes()));
        }
        if (isShorter(times.closeAfter(), times.settling())) {
            doubts.add("%s is below %s: what Plivo does not tell about is closed before its list could tell"
                    .formatted(Setting.WAYBILL_CLOSE_AFTER, Setting.WAYBILL_SETTLING));
        }
        if (isShorter(times.retryLongest(), times.retryFirst())) {
            doubts.add("%s is below %s, which counts for nothing then"
                    .formatted(Setting.WAYBILL_RETRY_LONGEST, Setting.WAYBILL_RETRY_FIRST));
        }
        config.keeping()
                .retention()
                .filter(retention -> config.keeping()
                        .redactAfter()
                        .filter(age -> isShorter(retention, age))
                        .isPresent())
                .ifPresent(_ -> doubts.add("%s is below %s: messages are removed before they are redacted"
                        .formatted(Setting.WAYBILL_RETENTION, Setting.WAYBILL_REDACT_AFTER)));
        return doubts;
    }

    private static boolean isShorter(Duration one, Duration other) {
        return one.compareTo(other) < 0;
    }
}
