package waybill.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import waybill.application.port.out.CallbackAuthenticator;
import waybill.application.port.out.CallbackAuthenticator.Authentication;
import waybill.application.port.out.ReceivedReport.Content;

class CallbackRequestsTest {
    private final Corpus corpus = new Corpus(1_763_900_000_000L, 7, 3);
    private final CallbackAuthenticator authenticator = PeerServer.authenticator();

    @ParameterizedTest
    @EnumSource
    void what_is_sent_is_taken_for_plivo_s_and_says_what_it_should(Step step) {
        var request = CallbackRequests.of(corpus, 2, step, new Signer(Account.TOKEN));

        var judged = authenticator.authenticate(PreparedCallback.read(request));

        assertThat(judged).isInstanceOfSatisfying(Authentication.Authentic.class, authentic -> {
            assertThat(authentic.report().authenticatedBy()).isEqualTo("V3");
            assertThat(authentic.report().content()).isInstanceOfSatisfying(Content.Usable.class, usable -> {
                assertThat(usable.report().statusText()).isEqualTo(step.status());
                assertThat(usable.report().providerId().value())
                        .isEqualTo(corpus.providerId(2).toString());
                assertThat("+" + usable.report().to()).isEqualTo(corpus.to(2));
            });
        });
    }

    @Test
    void another_token_signs_nothing_that_counts() {
        var request = CallbackRequests.of(corpus, 0, Step.SENT, new Signer("another token"));

        assertThat(authenticator.authenticate(PreparedCallback.read(request)))
                .isInstanceOf(Authentication.Refused.class);
    }

    @Test
    void the_length_told_is_that_of_the_body() {
        var text = new String(CallbackRequests.of(corpus)[4], US_ASCII);
        var body = text.substring(text.indexOf("\r\n\r\n") + 4);

        assertThat(text).contains("\r\nContent-Length: %d\r\n".formatted(body.length()));
    }

    @Test
    void the_reports_of_a_message_stand_together_in_order() {
        var requests = CallbackRequests.of(corpus);

        assertThat(requests.length).isEqualTo(9);
        assertThat(new String(requests[3], US_ASCII))
                .contains(corpus.id(1).toString())
                .contains("Status=queued");
        assertThat(new String(requests[5], US_ASCII))
                .contains(corpus.id(1).toString())
                .contains("Status=delivered");
    }
}
