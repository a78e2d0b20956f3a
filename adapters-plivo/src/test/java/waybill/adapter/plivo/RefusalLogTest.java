package waybill.adapter.plivo;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.adapter.plivo.TestAccounts.AUTH_ID;
import static waybill.adapter.plivo.TestAccounts.OLD_TOKEN;
import static waybill.adapter.plivo.TestAccounts.SUBACCOUNT_TOKEN;
import static waybill.adapter.plivo.TestAccounts.TOKEN;
import static waybill.adapter.plivo.TestCallback.NONCE;
import static waybill.adapter.plivo.TestCallback.REPORT;
import static waybill.adapter.plivo.TestCallback.SHARED_PATH;

import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import waybill.application.port.out.CallbackAuthenticator.Authentication.Refused;

/** A refusal explains itself to the operator, and gives nothing away. */
class RefusalLogTest {
    private static final String PUBLIC_URL = "https://sms.example.com/waybill";
    private static final long SECOND = 1_000_000_000L;

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - SECOND / 2);
    private final PlivoCallbacks callbacks =
            new PlivoCallbacks(TestAccounts.withSubaccount(), URI.create(PUBLIC_URL), V2Policy.OWN_URL, nanos::get);

    static Stream<Arguments> near_misses() {
        var path = SHARED_PATH;
        return Stream.of(
                Arguments.of(PUBLIC_URL + path + "/", "with a slash at the end"),
                Arguments.of("http://sms.example.com/waybill" + path, "with http://"),
                Arguments.of("https://sms.example.com:443/waybill" + path, "with port 443"),
                Arguments.of("https://sms.example.com:80/waybill" + path, "with port 80"),
                Arguments.of("https://sms.example.com:8080/waybill" + path, "with port 8080"),
                Arguments.of("https://sms.example.com:9443/waybill" + path, "with port 9443"),
                Arguments.of(
                        "https://inner.example:9443/waybill" + path,
                        "with the host of the header Host, inner.example:9443"),
                Arguments.of(
                        "http://inner.example:9443/waybill" + path,
                        "with the host of the header Host, inner.example:9443 and http://"),
                Arguments.of(
                        "https://outer.example/waybill" + path,
                        "with the host of the header X-Forwarded-Host, outer.example"),
                Arguments.of("https://sms.example.com" + path, "without the path prefix"),
                Arguments.of(
                        "https://sms.example.com/gateway" + path,
                        "with the path prefix of the header X-Forwarded-Prefix, /gateway"));
    }

    @ParameterizedTest
    @MethodSource
    void near_misses(String signedUrl, String what) {
        var callback = new TestCallback()
                .header("host", "inner.example:9443")
                .header("x-forwarded-host", "outer.example")
                .header("x-forwarded-prefix", "/gateway");

        refuse(callback.signed("V3", Signer.v3Post(OLD_TOKEN, signedUrl, REPORT, NONCE)));
        assertThat(line()).contains("Near miss: it would have matched " + what + " (V3, token 2 of 2).");

        nextSecond();
        refuse(callback.without("x-plivo-signature-v3").signed("Ma-V2", Signer.v2(SUBACCOUNT_TOKEN, signedUrl, NONCE)));
        assertThat(line()).contains("Near miss: it would have matched " + what + " (Ma-V2, subaccount token 1 of 1).");
    }

    @Test
    void a_slash_too_many_is_seen() {
        var callback = new TestCallback().path(SHARED_PATH + "/");

        refuse(callback.signed("V3", Signer.v3Post(TOKEN, PUBLIC_URL + SHARED_PATH, REPORT, NONCE)));

        assertThat(line()).contains("without the slash at the end (V3, token 1 of 2)");
    }

    @Test
    void a_query_or_a_method_that_was_not_signed_is_seen() {
        var signature = Signer.v3Post(TOKEN, PUBLIC_URL + SHARED_PATH, REPORT, NONCE);

        refuse(new TestCallback().query("a=1").signed("V3", signature));
        assertThat(line()).contains("without the query");

        nextSecond();
        var get = new TestCallback().method("GET").query(Signer.form(REPORT)).body("");
        refuse(get.signed("V3", signature));
        assertThat(line()).contains("as a POST");

        nextSecond();
        refuse(new TestCallback()
                .signed("V3", Signer.v3Get(TOKEN, PUBLIC_URL + SHARED_PATH + "?" + Signer.form(REPORT), NONCE)));
        assertThat(line()).contains("as a GET");
    }

    @Test
    void a_v2_signature_that_holds_where_v3_does_not_is_seen() {
        var callback = new TestCallback().signed("V3", Signer.hmac("another", "text"));

        refuse(callback.signed("V2", Signer.v2(TOKEN, PUBLIC_URL + SHARED_PATH, NONCE)));

        assertThat(line()).contains("by V2 where V3 must (V2, token 1 of 2)");
    }

    @Test
    void a_token_that_was_copied_badly_is_seen() {
        var quoted = new PlivoCallbacks(
                TestAccounts.signingWith("another", " '" + TOKEN + "'"),
                URI.create(PUBLIC_URL),
                V2Policy.OWN_URL,
                nanos::get);
        var callback = new TestCallback();

        quoted.authenticate(callback.signed("V3", signature(TOKEN)).request());
        assertThat(line())
                .contains("token 2 without the blanks or quotes around it")
                .doesNotContain(TOKEN);

        nextSecond();
        refuse(callback.signed("V3", signature(AUTH_ID)));
        assertThat(line()).contains("the auth id in place of the token");
    }

    @Test
    void a_v2_signature_refused_by_policy_says_so() {
        refuse(new TestCallback().signed("V2", Signer.v2(TOKEN, PUBLIC_URL + SHARED_PATH, NONCE)));

        assertThat(line()).contains("shared route", "its V2 signature holds, and V2 alone is not accepted here");
    }

    @Test
    void it_says_what_was_tried() {
        refuse(new TestCallback().toOwnUrl().signed("V3", Signer.hmac("another", "text")));

        assertThat(line())
                .startsWith("WARNING")
                .contains(
                        "own route",
                        "no signature holds",
                        PUBLIC_URL + SHARED_PATH + "/" + TestCallback.OWN_ID,
                        "token 1 of 2, token 2 of 2, subaccount token 1 of 1",
                        "x-plivo-signature-v3, x-plivo-signature-v3-nonce",
                        "Nothing near it");
    }

    @Test
    void what_cannot_be_read_is_told_as_well() {
        callbacks.authenticate(
                new TestCallback().header("content-type", "text/plain").request());
        assertThat(line()).contains("shared route", "its body is neither a form nor JSON", "no signature header");

        nextSecond();
        callbacks.authenticate(new TestCallback().body("To=%4").request());

        assertThat(line()).contains("it cannot be read: a percent escape is not two hexadecimal digits");
    }

    @Test
    void what_its_signature_does_not_cover_is_told_without_a_near_miss() {
        callbacks.refused(new TestCallback().toOwnUrl().request(), "it belongs to nothing");

        assertThat(line()).contains("own route: it belongs to nothing").doesNotContain("ear miss", "Nothing near it");
    }

    @Test
    void it_looks_into_one_refusal_a_second_and_counts_the_others() {
        var callback = new TestCallback();
        for (int i = 0; i < 5; i++) {
            refuse(callback);
        }
        assertThat(log.lines()).hasSize(1);

        nanos.addAndGet(SECOND - 1);
        refuse(callback);
        assertThat(log.lines()).hasSize(1);

        nanos.addAndGet(1);
        refuse(callback);
        assertThat(log.lines()).hasSize(2);
        assertThat(line()).contains("5 more were refused since the last such line");

        nextSecond();
        refuse(callback);
        assertThat(line()).doesNotContain("more were refused");
    }

    @Test
    void a_near_miss_that_most_share_is_named_once_and_shows_in_health() {
        var slash = Signer.v3Post(TOKEN, PUBLIC_URL + SHARED_PATH + "/", REPORT, NONCE);
        for (int i = 0; i < CommonNearMiss.FEWEST - 1; i++) {
            refuse(new TestCallback().signed("V3", slash));
            nextSecond();
        }
        assertThat(callbacks.readiness().problem()).isEmpty();

        refuse(new TestCallback().signed("V3", slash));
        assertThat(line()).contains("share one near miss", "with a slash at the end (V3, token 1 of 2)");
        assertThat(callbacks.readiness().problem()).isPresent();
        assertThat(callbacks.readiness().isEssential()).isFalse();

        nextSecond();
        refuse(new TestCallback().signed("V3", slash));
        assertThat(line()).doesNotContain("share one near miss");

        nanos.addAndGet(CommonNearMiss.NANOS_REMEMBERED + 1);
        assertThat(callbacks.readiness().problem()).isEmpty();
    }

    @Test
    void what_strangers_send_is_no_common_near_miss() {
        for (int i = 0; i < 2 * CommonNearMiss.REMEMBERED; i++) {
            refuse(new TestCallback().signed("V3", Signer.hmac("another", "text")));
            nextSecond();
        }
        for (int i = 0; i < CommonNearMiss.REMEMBERED / 2; i++) {
            refuse(new TestCallback()
                    .signed("V3", Signer.v3Post(TOKEN, PUBLIC_URL + SHARED_PATH + "/", REPORT, NONCE)));
            nextSecond();
        }

        assertThat(callbacks.readiness().problem()).isEmpty();
    }

    @Test
    void it_gives_nothing_away_and_cannot_be_led_astray() {
        var received = signature("another");
        var callback = new TestCallback()
                .method("GET\nWARNING forged")
                .path("/callbacks/+14157778888/%2B14156667777/\"'\r\n\u001b[31m\u202e" + "x".repeat(500))
                .query("To=14157778888")
                .header("host", "14157778888")
                .header("x-forwarded-host", "evil\n.example")
                .signed("V3", received);

        refuse(callback);
        nextSecond();
        refuse(callback.method("POST"));

        for (var line : log.lines()) {
            assertThat(line)
                    .hasSizeLessThan(1000)
                    .doesNotContain(received, TOKEN, OLD_TOKEN, SUBACCOUNT_TOKEN, NONCE)
                    .doesNotContain(signature(TOKEN), signature(OLD_TOKEN), signature(SUBACCOUNT_TOKEN))
                    .doesNotContain("14157778888", "14156667777")
                    .doesNotContainPattern("[\\x00-\\x1f\\x7f\\u202e\"']");
        }
        assertThat(log.lines()).hasSize(2);
    }

    private void refuse(TestCallback callback) {
        var judged = callbacks.authenticate(callback.request());

        assertThat(judged).isEqualTo(new Refused());
    }

    private void nextSecond() {
        nanos.addAndGet(SECOND);
    }

    private String line() {
        return log.lines().getLast();
    }

    private static String signature(String token) {
        return Signer.v3Post(token, PUBLIC_URL + SHARED_PATH, REPORT, NONCE);
    }
}
