package waybill.adapter.plivo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static waybill.adapter.plivo.TestAccounts.OLD_TOKEN;
import static waybill.adapter.plivo.TestAccounts.SUBACCOUNT_TOKEN;
import static waybill.adapter.plivo.TestAccounts.TOKEN;
import static waybill.adapter.plivo.TestCallback.NONCE;
import static waybill.adapter.plivo.TestCallback.REPORT;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.application.port.out.CallbackAuthenticator.Authentication;
import waybill.application.port.out.CallbackAuthenticator.Authentication.Authentic;
import waybill.application.port.out.CallbackAuthenticator.Authentication.Refused;
import waybill.application.port.out.ReceivedReport;

/** What is accepted and what is not. The host of the requests appears nowhere: only the public URL counts. */
class PlivoCallbacksTest {
    private static final String PUBLIC_URL = "https://sms.example.com/waybill";

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    static Stream<Arguments> every_variant() {
        return Stream.of("V3", "Ma-V3", "V2", "Ma-V2")
                .flatMap(header -> Stream.of(TOKEN, OLD_TOKEN, SUBACCOUNT_TOKEN)
                        .flatMap(token -> Stream.of(true, false).map(own -> Arguments.of(header, token, own))));
    }

    @ParameterizedTest
    @MethodSource("every_variant")
    void every_header_holds_on_both_routes_with_every_token(String header, String token, boolean own) {
        var callback = own ? new TestCallback().toOwnUrl() : new TestCallback();

        var judged = judge(V2Policy.ALWAYS, callback.signed(header, callback.signature(header, token, PUBLIC_URL)));

        assertThat(report(judged).authenticatedBy()).isEqualTo(header);
        assertThat(report(judged).mustAgree()).isFalse();
        assertThat(report(judged).ownId()).isEqualTo(own ? Optional.of(TestCallback.OWN_ID) : Optional.empty());
        assertThat(report(judged).raw()).isEqualTo(callback.request().body());
        assertThat(report(judged).receivedAt()).isEqualTo(TestCallback.RECEIVED_AT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"V2", "Ma-V2"})
    void v2_alone_counts_as_the_policy_says(String header) {
        var shared = new TestCallback();
        shared.signed(header, shared.signature(header, TOKEN, PUBLIC_URL));
        var own = new TestCallback().toOwnUrl();
        own.signed(header, own.signature(header, TOKEN, PUBLIC_URL));

        assertThat(report(judge(V2Policy.OWN_URL, own)).mustAgree()).isTrue();
        assertThat(judge(V2Policy.OWN_URL, shared)).isEqualTo(new Refused());
        assertThat(report(judge(V2Policy.ALWAYS, own)).mustAgree()).isFalse();
        assertThat(report(judge(V2Policy.ALWAYS, shared)).mustAgree()).isFalse();
        assertThat(judge(V2Policy.NEVER, own)).isEqualTo(new Refused());
        assertThat(judge(V2Policy.NEVER, shared)).isEqualTo(new Refused());
    }

    @ParameterizedTest
    @EnumSource(V2Policy.class)
    void v3_needs_no_policy(V2Policy policy) {
        var callback = signed(new TestCallback().toOwnUrl());

        assertThat(report(judge(policy, callback)).mustAgree()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", "AAAA", "k7Pusd4OxCIjR5IfA9iedDNu/h/gbdYqdzG/MiYtd1c="})
    void a_v3_header_that_does_not_hold_forbids_v2(String v3) {
        for (var header : List.of("v3", "ma-v3")) {
            var callback = new TestCallback().toOwnUrl();
            callback.signed("V2", callback.signature("V2", TOKEN, PUBLIC_URL));
            callback.header("x-plivo-signature-" + header, v3).header("x-plivo-signature-v3-nonce", NONCE);

            assertThat(judge(V2Policy.ALWAYS, callback)).isEqualTo(new Refused());
        }
    }

    @Test
    void one_header_of_the_v3_family_is_enough() {
        var callback = signed(new TestCallback());
        var wrong = Signer.hmac("another", "text");

        callback.header("x-plivo-signature-ma-v3", wrong);
        assertThat(report(judge(callback)).authenticatedBy()).isEqualTo("V3");

        callback.header("x-plivo-signature-ma-v3", callback.signature("Ma-V3", TOKEN, PUBLIC_URL))
                .header("x-plivo-signature-v3", wrong);
        assertThat(report(judge(callback)).authenticatedBy()).isEqualTo("Ma-V3");
    }

    @Test
    void a_list_of_signatures_holds_when_one_of_them_does() {
        var callback = new TestCallback();
        var right = callback.signature("V3", OLD_TOKEN, PUBLIC_URL);
        var wrong = Signer.hmac("another", "text");

        for (var list : List.of(wrong + "," + right, right + " ,\t" + wrong, ",," + right + ",", " " + right + " ")) {
            assertThat(judge(callback.signed("V3", list))).isInstanceOf(Authentic.class);
        }
        callback.signed("V3", wrong).alsoHeader("x-plivo-signature-v3", right);
        assertThat(judge(callback)).as("lines are one list").isInstanceOf(Authentic.class);
    }

    @Test
    void a_signature_is_the_text_it_is() {
        var callback = new TestCallback();
        var right = callback.signature("V3", TOKEN, PUBLIC_URL);

        for (var near : List.of(
                right.replace("=", ""),
                right + "=",
                right.replace('+', '-').replace('/', '_') + ".",
                "\"" + right + "\"",
                right.substring(0, 10) + " " + right.substring(10),
                right.toLowerCase(Locale.ROOT))) {
            assertThat(judge(callback.signed("V3", near))).as(near).isEqualTo(new Refused());
        }
    }

    @Test
    void what_has_no_signature_is_refused() {
        assertThat(judge(new TestCallback())).isEqualTo(new Refused());
        assertThat(judge(new TestCallback().header("x-plivo-signature", "x"))).isEqualTo(new Refused());
    }

    @Test
    void there_is_one_nonce() {
        var callback = signed(new TestCallback());
        callback.alsoHeader("x-plivo-signature-v3-nonce", NONCE);
        assertThat(judge(callback)).as("said twice").isInstanceOf(Authentic.class);

        callback.alsoHeader("x-plivo-signature-v3-nonce", "1");
        assertThat(judge(callback)).as("two").isEqualTo(new Refused());

        callback.without("x-plivo-signature-v3-nonce");
        assertThat(judge(callback)).as("none").isEqualTo(new Refused());

        callback.header("x-plivo-signature-v2-nonce", NONCE);
        assertThat(judge(callback)).as("that of V2").isEqualTo(new Refused());

        callback.header("x-plivo-signature-v3-nonce", "");
        assertThat(judge(callback)).as("an empty one").isEqualTo(new Refused());
    }

    @Test
    void a_get_is_signed_with_its_query() {
        var callback = get(Signer.form(REPORT));
        callback.signed("V3", Signer.v3Get(TOKEN, PUBLIC_URL + callback.target(), NONCE));

        var report = report(judge(callback));

        assertThat(report.content()).isInstanceOf(ReceivedReport.Content.Usable.class);
        assertThat(new String(report.raw().bytes(), UTF_8)).isEqualTo(Signer.form(REPORT));
        assertThat(judge(callback.body("Status=failed"))).isInstanceOf(Authentication.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"job=42&acct=7", "a=2&a=1", "a+b=%2B%20&c", "%C3%A9=%F0%9F%98%80&&z=", "a=1=2", "=1"})
    void a_post_may_have_a_query_of_its_own(String query) {
        var callback = signed(new TestCallback().query(query));

        assertThat(judge(callback)).isInstanceOf(Authentic.class);
        assertThat(judge(signed(new TestCallback().query(query).form(List.of()))))
                .isInstanceOf(Authentic.class);
    }

    private static Authentication judge(TestCallback callback) {
        return judge(V2Policy.OWN_URL, callback);
    }

    private static Authentication judge(V2Policy policy, TestCallback callback) {
        return new PlivoCallbacks(TestAccounts.withSubaccount(), URI.create(PUBLIC_URL), policy)
                .authenticate(callback.request());
    }

    private static ReceivedReport report(Authentication judged) {
        assertThat(judged).isInstanceOf(Authentic.class);
        return ((Authentic) judged).report();
    }

    /** Signed for the form it has, by the header V3. */
    private static TestCallback signed(TestCallback callback) {
        return callback.signed("V3", callback.signature("V3", TOKEN, PUBLIC_URL));
    }

    private static TestCallback get(String query) {
        return new TestCallback().method("GET").query(query).body("").without("content-type");
    }
}
