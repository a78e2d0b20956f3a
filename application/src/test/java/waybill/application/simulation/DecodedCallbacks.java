package waybill.application.simulation;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import waybill.application.port.out.CallbackAuthenticator;
import waybill.application.port.out.ReceivedReport;
import waybill.application.port.out.ReceivedReport.Content;
import waybill.domain.MessageId;

/** Takes every callback for Plivo's: forgeries are another test's. */
record DecodedCallbacks(InstantSource clock) implements CallbackAuthenticator {
    static CallbackRequest request(Word word, Optional<MessageId> ownUrl, Instant at) {
        return new CallbackRequest(
                "POST", "/callbacks", "", ownUrl.map(MessageId::toString), Map.of(), word.body(), at);
    }

    @Override
    public Authentication authenticate(CallbackRequest request) {
        var word = Word.of(request.body());
        var report = word.report("", word.sequence(), Optional.empty(), clock.instant());
        return new Authentication.Authentic(new ReceivedReport(
                request.ownId(),
                report.fingerprint(),
                new Content.Usable(report),
                "V3",
                false,
                request.body(),
                report.receivedAt()));
    }
}
