package waybill.adapter.plivo;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.adapter.plivo.TestAccounts.TOKEN;
import static waybill.adapter.plivo.TestCallback.NONCE;
import static waybill.adapter.plivo.TestCallback.REPORT;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import waybill.adapter.plivo.Signer.Pair;
import waybill.application.port.out.CallbackAuthenticator.Authentication;
import waybill.application.port.out.CallbackAuthenticator.Authentication.Authentic;
import waybill.application.port.out.CallbackAuthenticator.Authentication.Refused;

/** What is refused, whatever it was made from. */
class ForgeriesTest {
    private static final String PUBLIC_URL = "https://sms.example.com/waybill";

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    static Stream<Arguments> forgeries() {
        return Stream.of(
                Arguments.of("a changed value", with(REPORT, 3, new Pair("Status", "undelivered"))),
                Arguments.of("a changed name", with(REPORT, 3, new Pair("status", "delivered"))),
                Arguments.of("a dropped empty value", without(REPORT, 5)),
                Arguments.of("a dropped value", without(REPORT, 7)),
                Arguments.of("a parameter more", plus(REPORT, new Pair("Extra", "1"))),
                Arguments.of("an empty parameter more", plus(REPORT, new Pair("Extra", ""))),
                Arguments.of("a repeated parameter", plus(REPORT, new Pair("Status", "delivered"))),
                Arguments.of("a blank more", with(REPORT, 3, new Pair("Status", "delivered "))),
                Arguments.of("a NUL more", with(REPORT, 3, new Pair("Status", "delivered\0"))),
                Arguments.of("nothing", List.of()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forgeries")
    void another_body_is_refused_on_both_routes(String name, List<Pair> forged) {
        for (var callback : List.of(new TestCallback(), new TestCallback().toOwnUrl())) {
            for (var header : List.of("V3", "Ma-V3")) {
                callback.form(REPORT).signed(header, callback.signature(header, TOKEN, PUBLIC_URL));

                assertThat(judge(callback.form(forged))).as(name).isEqualTo(new Refused());
            }
        }
    }

    @Test
    void another_url_is_refused() {
        for (var path : List.of(
                "/callbacks/delivery-status/",
                "/callbacks/delivery-statu%73",
                "/callbacks/delivery-status/" + TestCallback.OWN_ID,
                "/waybill/callbacks/delivery-status",
                "/Callbacks/delivery-status")) {
            assertThat(judge(signed(new TestCallback()).path(path))).as(path).isEqualTo(new Refused());
        }
        assertThat(judge(signed(new TestCallback()).query("a=1"))).isEqualTo(new Refused());
        assertThat(judge(signed(new TestCallback().query("a=1")).query(""))).isEqualTo(new Refused());
    }

    @Test
    void the_signature_of_one_message_s_url_does_not_hold_on_another_s() {
        var captured = new TestCallback().toOwnUrl();
        captured.signed("V2", captured.signature("V2", TOKEN, PUBLIC_URL));

        var elsewhere = captured.path(TestCallback.SHARED_PATH + "/019aa0c4-5c00-7000-8000-000000000002");

        assertThat(judge(V2Policy.ALWAYS, elsewhere)).isEqualTo(new Refused());
    }

    @Test
    void what_a_request_says_of_itself_changes_nothing() {
        var callback = new TestCallback();
        var forged = Signer.v3Post(TOKEN, "https://evil.example" + callback.target(), REPORT, NONCE);
        callback.header("host", "evil.example")
                .header("x-forwarded-host", "evil.example")
                .header("x-forwarded-proto", "https")
                .header("forwarded", "host=evil.example;proto=https");

        assertThat(judge(signed(callback))).isInstanceOf(Authentic.class);
        assertThat(judge(callback.signed("V3", forged))).isEqualTo(new Refused());
    }

    @Test
    void another_method_is_refused() {
        var post = signed(new TestCallback());
        assertThat(judge(post.method("PUT"))).isEqualTo(new Refused());

        var asGet = get(Signer.form(REPORT)).signed("V3", new TestCallback().signature("V3", TOKEN, PUBLIC_URL));
        assertThat(judge(asGet)).isEqualTo(new Refused());
    }

    @Test
    void the_formula_of_the_tutorials_does_not_hold() {
        var callback = new TestCallback();
        var url = PUBLIC_URL + callback.target();
        var body = Signer.form(REPORT);

        for (var text : List.of(url + NONCE + body, url + "." + NONCE + "." + body, url + NONCE, url + body + NONCE)) {
            assertThat(judge(callback.signed("V3", Signer.hmac(TOKEN, text)))).isEqualTo(new Refused());
        }
    }

    @Test
    void a_signature_for_one_body_does_not_hold_for_its_beginning_with_the_rest_as_nonce() {
        var callback = signed(new TestCallback());
        var cut = new ArrayList<>(REPORT);
        cut.set(REPORT.size() - 1, new Pair("requester_ip", "203"));

        callback.form(cut).header("x-plivo-signature-v3-nonce", "0.113.7." + NONCE);

        assertThat(judge(callback)).isEqualTo(new Refused());
    }

    private static Authentication judge(TestCallback callback) {
        return judge(V2Policy.OWN_URL, callback);
    }

    private static Authentication judge(V2Policy policy, TestCallback callback) {
        return new PlivoCallbacks(TestAccounts.withSubaccount(), URI.create(PUBLIC_URL), policy)
                .authenticate(callback.request());
    }

    /** Signed for the form it has, by the header V3. */
    private static TestCallback signed(TestCallback callback) {
        return callback.signed("V3", callback.signature("V3", TOKEN, PUBLIC_URL));
    }

    private static TestCallback get(String query) {
        return new TestCallback().method("GET").query(query).body("").without("content-type");
    }

    private static List<Pair> with(List<Pair> pairs, int at, Pair pair) {
        var changed = new ArrayList<>(pairs);
        changed.set(at, pair);
        return changed;
    }

    private static List<Pair> without(List<Pair> pairs, int at) {
        var changed = new ArrayList<>(pairs);
        changed.remove(at);
        return changed;
    }

    private static List<Pair> plus(List<Pair> pairs, Pair... more) {
        var changed = new ArrayList<>(pairs);
        changed.addAll(Arrays.asList(more));
        return changed;
    }
}
