package waybill.adapter.plivo;

import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import waybill.application.port.out.CallbackAuthenticator.CallbackRequest;

/**
 * Says why a callback was refused: to the operator, never to the sender. Anyone may cause refusals, so at most one a
 * second is looked into and the others are counted; what they sent is escaped and cut; nothing of a signature, a token
 * or a telephone number is written.
 */
final class RefusalLog {
    private static final System.Logger LOGGER = System.getLogger(RefusalLog.class.getPackageName());
    private static final long NANOS_BETWEEN_DIAGNOSES = 1_000_000_000L;

    private final SigningKeys keys;
    private final NearMisses nearMisses;
    private final PublicUrl publicUrl;
    private final LongSupplier nanoTime;
    private final CommonNearMiss common;
    private final Object turn = new Object();
    private OptionalLong lastDiagnosis = OptionalLong.empty();
    private long unexplained;

    RefusalLog(SigningKeys keys, NearMisses nearMisses, PublicUrl publicUrl, LongSupplier nanoTime) {
        this.keys = keys;
        this.nearMisses = nearMisses;
        this.publicUrl = publicUrl;
        this.nanoTime = nanoTime;
        this.common = new CommonNearMiss(nanoTime);
    }

    void refused(Callback callback, String reason) {
        var before = turn();
        if (before.isPresent()) {
            var nearMiss = nearMisses.find(callback);
            var found = nearMiss.orElse("Nothing near it would have matched.");
            LOGGER.log(
                    Level.WARNING, explanation(callback.request(), reason) + " " + found + others(before.getAsLong()));
            common.add(nearMiss)
                    .ifPresent(shared -> LOGGER.log(
                            Level.WARNING,
                            "Most callbacks that are refused share one near miss, so it is a setting, here or at a proxy,"
                                    + " and reports are being lost. " + shared));
        }
    }

    /** Of a callback that is not refused for its signature. */
    void refused(CallbackRequest request, String reason) {
        var before = turn();
        if (before.isPresent()) {
            LOGGER.log(Level.WARNING, explanation(request, reason) + others(before.getAsLong()));
        }
    }

    /** Whether most refusals of late have one and the same cause. */
    boolean hasCommonCause() {
        return common.find().isPresent();
    }

    /** How many refusals went by since the last diagnosis, when another is due; empty when it is not. */
    private OptionalLong turn() {
        synchronized (turn) {
            long now = nanoTime.getAsLong();
            if (lastDiagnosis.isPresent() && now - lastDiagnosis.getAsLong() < NANOS_BETWEEN_DIAGNOSES) {
                unexplained++;
                return OptionalLong.empty();
            }
            long before = unexplained;
            lastDiagnosis = OptionalLong.of(now);
            unexplained = 0;
            return OptionalLong.of(before);
        }
    }

    private String explanation(CallbackRequest request, String reason) {
        return "Refused a callback on the %s route: %s. It came by %s, was checked against %s%s%s, with %s, and had %s."
                .formatted(
                        request.ownId().isPresent() ? "own" : "shared",
                        reason,
                        ForeignText.logged(request.method()),
                        publicUrl.text(),
                        ForeignText.logged(request.path()),
                        request.query().isEmpty() ? "" : " (and a query)",
                        String.join(", ", keys.names()),
                        headers(request));
    }

    private static String headers(CallbackRequest request) {
        var present = Arrays.stream(Family.values())
                .flatMap(Family::headerNames)
                .filter(request.headers()::containsKey)
                .collect(Collectors.joining(", "));
        return present.isEmpty() ? "no signature header" : present;
    }

    private static String others(long before) {
        return before == 0 ? "" : " %d more were refused since the last such line.".formatted(before);
    }
}
