package waybill.adapter.plivo;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.adapter.plivo.TestAccounts.TOKEN;
import static waybill.adapter.plivo.TestCallback.NONCE;
import static waybill.adapter.plivo.TestCallback.SHARED_PATH;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import waybill.adapter.plivo.Signer.Pair;
import waybill.application.port.out.CallbackAuthenticator.Authentication.Authentic;

/** What holds of every callback, tried on many, each made from its seed. */
class CallbackPropertiesTest {
    private static final String PUBLIC_URL = "https://sms.example.com/prefix";
    private static final List<String> NAMES = List.of(
            "MessageUUID",
            "Status",
            "From",
            "To",
            "Units",
            "TotalAmount",
            "MCC",
            "MNC",
            "ErrorCode",
            "Sequence",
            "MessageTime",
            "DeliveryReportTime",
            "ParentMessageUUID",
            "PowerpackUUID",
            "a",
            "a1",
            "a-",
            "",
            "ü",
            "😀",
            "\uFFFD",
            "\0");
    private static final List<String> VALUES = List.of(
            "",
            " ",
            "0",
            "1",
            "-1",
            "delivered",
            "sent",
            "310",
            "14155550100",
            "0.00350",
            "1E999999999",
            "99999999999999999999",
            "2026-11-20 10:11:12.123456",
            "\0",
            "\r\n",
            "&=+%",
            "ü",
            "😀",
            "\uFFFD",
            "x".repeat(300),
            "\u202e",
            "000");

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private final PlivoCallbacks callbacks =
            new PlivoCallbacks(TestAccounts.withSubaccount(), URI.create(PUBLIC_URL), V2Policy.OWN_URL);

    static IntStream seeds() {
        return IntStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void neither_order_nor_escapes_change_signature_or_fingerprint(int seed) {
        var random = new Random(seed);
        var pairs = pairs(random);
        var signature = Signer.v3Post(TOKEN, PUBLIC_URL + SHARED_PATH, pairs, NONCE);
        var shuffled = new ArrayList<>(pairs);
        Collections.shuffle(shuffled, random);

        var plain = callbacks.authenticate(
                new TestCallback().form(pairs).signed("V3", signature).request());
        var other = callbacks.authenticate(new TestCallback()
                .body(form(shuffled, random))
                .signed("Ma-V3", signature)
                .request());

        assertThat(plain).isInstanceOf(Authentic.class);
        assertThat(other).isInstanceOf(Authentic.class);
        assertThat(((Authentic) other).report().fingerprint())
                .isEqualTo(((Authentic) plain).report().fingerprint());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_changed_byte_is_never_accepted_as_something_else(int seed) {
        var random = new Random(seed);
        var callback = new TestCallback().form(pairs(random));
        var signature = Signer.v3Post(TOKEN, PUBLIC_URL + SHARED_PATH, callback.pairs(), NONCE);
        var genuine = callbacks.authenticate(callback.signed("V3", signature).request());
        var bytes = callback.request().body().bytes().clone();
        if (bytes.length == 0) {
            return;
        }

        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        var judged = callbacks.authenticate(callback.body(bytes).request());

        // A flipped bit may turn an escape's b into B, or an = between two texts into a letter of neither; then it is
        // the same text.
        if (judged instanceof Authentic(var report)) {
            assertThat(text(callback)).isEqualTo(text(new TestCallback().form(callback.pairs())));
            assertThat(report.raw()).isNotEqualTo(((Authentic) genuine).report().raw());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void any_bytes_at_all_are_judged(int seed) {
        var random = new Random(seed);
        var bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        var callback = new TestCallback()
                .path("/" + new String(bytes, StandardCharsets.ISO_8859_1))
                .body(bytes)
                .header("content-type", random.nextBoolean() ? "application/json" : "application/x-www-form-urlencoded")
                .signed("V3", new String(bytes, StandardCharsets.UTF_8));

        assertThat(callbacks.authenticate(callback.request())).isNotInstanceOf(Authentic.class);
    }

    /** Signed texts run names and values together: those decide what holds. */
    private static String text(TestCallback callback) {
        try {
            var text = new StringBuilder();
            FormBody.read(callback.request().body().bytes())
                    .forEachSorted((bytes, start, _, end) ->
                            text.append(new String(bytes, start, end - start, StandardCharsets.UTF_8)));
            return text.toString();
        } catch (Unreadable e) {
            throw new AssertionError(e);
        }
    }

    private static List<Pair> pairs(Random random) {
        return IntStream.range(0, random.nextInt(30))
                .mapToObj(_ -> new Pair(any(NAMES, random), any(VALUES, random)))
                .toList();
    }

    private static String any(List<String> texts, Random random) {
        return texts.get(random.nextInt(texts.size()));
    }

    /** The same form in another hand: escapes where none are needed, in either case; pluses; empty pairs. */
    private static String form(List<Pair> pairs, Random random) {
        return pairs.stream()
                .map(pair -> hand(pair.name(), random)
                        + (pair.value().isEmpty() && !pair.name().isEmpty() && random.nextBoolean() ? "" : "=")
                        + hand(pair.value(), random))
                .collect(Collectors.joining(random.nextBoolean() ? "&" : "&&"));
    }

    private static String hand(String text, Random random) {
        return text.codePoints()
                .mapToObj(c -> c == ' ' && random.nextBoolean() ? "+" : written(Character.toString(c), random))
                .collect(Collectors.joining());
    }

    private static String written(String character, Random random) {
        var bytes = character.getBytes(StandardCharsets.UTF_8);
        boolean mayStand = "&=+%".indexOf(character.charAt(0)) < 0;
        if (mayStand && random.nextBoolean()) {
            return character;
        }
        var escapes = new StringBuilder();
        for (byte b : bytes) {
            escapes.append((random.nextBoolean() ? "%%%02X" : "%%%02x").formatted(b & 0xFF));
        }
        return escapes.toString();
    }
}
