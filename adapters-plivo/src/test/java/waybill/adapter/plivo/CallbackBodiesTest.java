package waybill.adapter.plivo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static org.assertj.core.api.Assertions.assertThat;
import static waybill.adapter.plivo.TestAccounts.TOKEN;
import static waybill.adapter.plivo.TestCallback.NONCE;
import static waybill.adapter.plivo.TestCallback.SHARED_PATH;

import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.adapter.plivo.Signer.Pair;
import waybill.application.port.out.CallbackAuthenticator.Authentication;
import waybill.application.port.out.CallbackAuthenticator.Authentication.Authentic;
import waybill.application.port.out.CallbackAuthenticator.Authentication.Malformed;
import waybill.application.port.out.CallbackAuthenticator.Authentication.Refused;
import waybill.application.port.out.CallbackAuthenticator.Authentication.UnsupportedMediaType;

/** What a body means, whichever way it is written. */
class CallbackBodiesTest {
    private static final String PUBLIC_URL = "https://sms.example.com";

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private final PlivoCallbacks callbacks =
            new PlivoCallbacks(TestAccounts.signingWith(TOKEN), URI.create(PUBLIC_URL), V2Policy.ALWAYS);

    static Stream<Arguments> forms() {
        return Stream.of(
                Arguments.of("", List.of()),
                Arguments.of("&&", List.of()),
                Arguments.of("a", List.of(new Pair("a", ""))),
                Arguments.of("a=", List.of(new Pair("a", ""))),
                Arguments.of("a=b=c", List.of(new Pair("a", "b=c"))),
                Arguments.of("=b", List.of(new Pair("", "b"))),
                Arguments.of("=", List.of(new Pair("", ""))),
                Arguments.of("&a=1&&b=2&", List.of(new Pair("a", "1"), new Pair("b", "2"))),
                Arguments.of("a=x+y%2B%20", List.of(new Pair("a", "x y+ "))),
                Arguments.of("a=%0D%0a%00", List.of(new Pair("a", "\r\n\0"))),
                Arguments.of("a=ü", List.of(new Pair("a", "ü"))),
                Arguments.of("%c3%bC=%F0%9F%98%80", List.of(new Pair("ü", "😀"))),
                // By code point U+FFFD is before U+1F600; by UTF-16 it would be after.
                Arguments.of(
                        "😀=1&\uFFFD=2&z=3", List.of(new Pair("\uFFFD", "2"), new Pair("😀", "1"), new Pair("z", "3"))),
                Arguments.of(
                        "b=2&a=😀&a=\uFFFD&a=",
                        List.of(new Pair("a", "\uFFFD"), new Pair("a", "😀"), new Pair("a", ""), new Pair("b", "2"))),
                Arguments.of("a=1;b=2", List.of(new Pair("a", "1;b=2"))));
    }

    @ParameterizedTest
    @MethodSource
    void forms(String body, List<Pair> meaning) {
        assertThat(judge(new TestCallback().body(body), meaning)).isInstanceOf(Authentic.class);
    }

    static Stream<Arguments> objects() {
        return Stream.of(
                Arguments.of("{}", List.of()),
                Arguments.of("{\"a\":\"b\",\"c\":\"\"}", List.of(new Pair("a", "b"), new Pair("c", ""))),
                Arguments.of(
                        "{\"a\":1.50,\"b\":-0,\"c\":1E+5}",
                        List.of(new Pair("a", "1.50"), new Pair("b", "-0"), new Pair("c", "1E+5"))),
                Arguments.of("{\"a\":12345678901234567890123}", List.of(new Pair("a", "12345678901234567890123"))),
                Arguments.of(
                        "{\"a\":null,\"b\":true,\"c\":false}",
                        List.of(new Pair("a", ""), new Pair("b", "true"), new Pair("c", "false"))),
                Arguments.of(" {\"\\u00fc\":\"\\ud83d\\ude00\\u0000\\n\"} ", List.of(new Pair("ü", "😀\0\n"))));
    }

    @ParameterizedTest
    @MethodSource
    void objects(String body, List<Pair> meaning) {
        assertThat(judge(new TestCallback().json(body), meaning)).isInstanceOf(Authentic.class);
    }

    @Test
    void json_says_what_a_form_says() {
        var form = judge(
                new TestCallback().body("MessageUUID=m&Status=sent&Units=1"),
                List.of(new Pair("MessageUUID", "m"), new Pair("Status", "sent"), new Pair("Units", "1")));
        var json = judge(
                new TestCallback().json("{\"Units\":1,\"Status\":\"sent\",\"MessageUUID\":\"m\"}"),
                List.of(new Pair("MessageUUID", "m"), new Pair("Status", "sent"), new Pair("Units", "1")));

        assertThat(((Authentic) json).report().fingerprint())
                .isEqualTo(((Authentic) form).report().fingerprint());
        assertThat(((Authentic) json).report().content())
                .isEqualTo(((Authentic) form).report().content());
    }

    @Test
    void json_needs_v3() {
        for (var callback : List.of(new TestCallback(), new TestCallback().toOwnUrl())) {
            callback.json("{}").signed("V2", Signer.v2(TOKEN, PUBLIC_URL + callback.target(), NONCE));

            assertThat(callbacks.authenticate(callback.request())).isEqualTo(new Refused());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[]",
                "1",
                "\"a\"",
                "null",
                "{",
                "{\"a\":1",
                "{\"a\":{}}",
                "{\"a\":[]}",
                "{\"a\":[1]}",
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,\"\\u0061\":2}",
                "{\"a\":1}x",
                "{\"a\":1}{}",
                "{\"a\":1,}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":01}",
                "{\"a\":NaN}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\\ud800\"}",
                "{\"\\udc00\":1}",
                "{\"a\":\"\\x\"}",
                "{\"a\":tru}",
                "{\"a\":1/*x*/}",
                "{\"a\":}",
                "{\"a\"}",
                "{,}",
                "\uFEFF{}"
            })
    void what_is_no_flat_object_is_malformed(String body) {
        assertThat(judge(new TestCallback().json(body), List.of())).isInstanceOf(Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=%",
                "a=%2",
                "a=%2&b=1",
                "a=%zz",
                "a=% 2",
                "a=%+1",
                "%=1",
                "a=%ff",
                "a=%c3",
                "%c3=%bc",
                "%c3&%bc",
                "a=%ed%a0%80",
                "a=%c0%80",
                "a=%f5%80%80%80"
            })
    void a_form_that_cannot_be_read_is_malformed(String body) {
        assertThat(judge(new TestCallback().body(body), List.of())).isInstanceOf(Malformed.class);
        assertThat(judge(new TestCallback().query(body), TestCallback.REPORT)).isInstanceOf(Malformed.class);
    }

    @Test
    void bytes_that_are_not_utf_8_are_malformed() {
        var bytes = "a=\u00ff".getBytes(ISO_8859_1);

        assertThat(judge(new TestCallback().body(bytes), List.of())).isInstanceOf(Malformed.class);
        assertThat(judge(new TestCallback().json("").body("{\"a\":\"\u00ff\"}".getBytes(ISO_8859_1)), List.of()))
                .isInstanceOf(Malformed.class);
        assertThat(judge(new TestCallback().json("").body("{}".getBytes(UTF_16)), List.of()))
                .isInstanceOf(Malformed.class);
    }

    @Test
    void there_are_at_most_200_parameters() {
        var most =
                IntStream.range(0, 200).mapToObj(at -> new Pair("p" + at, "")).toList();
        var more =
                IntStream.range(0, 201).mapToObj(at -> new Pair("p" + at, "")).toList();

        assertThat(judge(new TestCallback().form(most), most)).isInstanceOf(Authentic.class);
        assertThat(judge(new TestCallback().form(more), more)).isInstanceOf(Malformed.class);
        assertThat(judge(new TestCallback().json(object(most)), most)).isInstanceOf(Authentic.class);
        assertThat(judge(new TestCallback().json(object(more)), more)).isInstanceOf(Malformed.class);
    }

    @Test
    void there_are_at_most_8_signatures_in_a_header() {
        var callback = new TestCallback();
        var right = Signer.v3Post(TOKEN, PUBLIC_URL + SHARED_PATH, TestCallback.REPORT, NONCE);

        callback.signed("V3", "x,".repeat(7) + right);
        assertThat(callbacks.authenticate(callback.request())).isInstanceOf(Authentic.class);

        callback.signed("V3", "x,".repeat(8) + right);
        assertThat(callbacks.authenticate(callback.request())).isInstanceOf(Malformed.class);

        callback.signed("V3", "x,".repeat(6) + right).alsoHeader("x-plivo-signature-v3", "x,x");
        assertThat(callbacks.authenticate(callback.request())).isInstanceOf(Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-www-form-urlencoded; charset=utf-8",
                "Application/X-WWW-Form-URLEncoded;charset=UTF-8",
                " application/x-www-form-urlencoded "
            })
    void a_form_may_name_its_charset(String contentType) {
        assertThat(judge(new TestCallback().header("content-type", contentType), TestCallback.REPORT))
                .isInstanceOf(Authentic.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "multipart/form-data; boundary=x", "application/jsonx", "application/xml", ""})
    void another_kind_of_body_is_unsupported(String contentType) {
        assertThat(judge(new TestCallback().header("content-type", contentType), TestCallback.REPORT))
                .isEqualTo(new UnsupportedMediaType());
    }

    @Test
    void no_kind_is_needed_where_there_is_no_body() {
        assertThat(judge(new TestCallback().without("content-type").body(""), List.of()))
                .isInstanceOf(Authentic.class);
        assertThat(judge(new TestCallback().without("content-type"), TestCallback.REPORT))
                .isEqualTo(new UnsupportedMediaType());
    }

    /** Signs what the body should mean, and has it judged. */
    private Authentication judge(TestCallback callback, List<Pair> meaning) {
        var signature = Signer.v3Post(TOKEN, PUBLIC_URL + SHARED_PATH, meaning, NONCE);
        return callbacks.authenticate(callback.signed("V3", signature).request());
    }

    private static String object(List<Pair> pairs) {
        return pairs.stream()
                .map(pair -> "\"%s\":\"%s\"".formatted(pair.name(), pair.value()))
                .collect(Collectors.joining(",", "{", "}"));
    }
}
