package waybill.adapter.plivo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import waybill.domain.Fingerprint;

/** What was made fast says what its plain definition says, on many inputs, each made from its seed. */
class ShortcutsTest {
    private static final int INPUTS_PER_SEED = 2_000;
    private static final List<String> TIMES = List.of(
            "2026-11-20 10:11:12.123456",
            "2026-02-29 23:59:60",
            "2024-02-29 00:00:00.1",
            "1969-12-31 23:59:59.999999999",
            "2026-11-20 10:11:12+05:30");
    private static final String TIME_BYTES = "0123456789-: .+Zx\u0661";
    private static final String NUMBER_BYTES = "0123456789..-+ x\u0661";
    private static final String FORM_BYTES = "aZ09%%%%++&&==4fF\u00e9\u00ff\0g";

    static IntStream seeds() {
        return IntStream.range(0, 20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_time_is_what_the_formatter_reads(int seed) {
        var random = new Random(seed);
        for (int i = 0; i < INPUTS_PER_SEED; i++) {
            var text =
                    random.nextBoolean() ? anyTime(random) : mutated(TIMES.get(random.nextInt(TIMES.size())), random);

            assertThat(PlivoTime.read(text)).as(text).isEqualTo(byFormatAlone(text));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_number_is_what_its_pattern_matches(int seed) {
        var number = Pattern.compile("[0-9]{1,4}");
        var decimal = Pattern.compile("[0-9]{1,4}(?:\\.[0-9]{1,4})?");
        var random = new Random(seed);
        for (int i = 0; i < INPUTS_PER_SEED; i++) {
            var text = text(NUMBER_BYTES, random.nextInt(11), random);

            assertThat(Digits.isNumber(text, 4))
                    .as(text)
                    .isEqualTo(number.matcher(text).matches());
            assertThat(Digits.isDecimal(text, 4))
                    .as(text)
                    .isEqualTo(decimal.matcher(text).matches());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_form_is_what_it_reads_byte_by_byte(int seed) {
        var random = new Random(seed);
        for (int i = 0; i < INPUTS_PER_SEED; i++) {
            var form = text(FORM_BYTES, random.nextInt(40), random);
            var bytes = random.nextInt(4) == 0 ? form.getBytes(UTF_8) : form.getBytes(ISO_8859_1);

            assertThat(pairs(bytes)).as(form).isEqualTo(byteByByte(bytes));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_fingerprint_is_of_lengths_and_bytes_in_order(int seed) throws Exception {
        var random = new Random(seed);
        var form = new StringBuilder();
        for (int at = random.nextInt(Parameters.MAX_COUNT); at >= 0; at--) {
            form.append("n".repeat(random.nextInt(3)))
                    .append(random.nextInt(9))
                    .append('=')
                    .append("v".repeat(at))
                    .append('&');
        }
        var parameters = FormBody.read(form.toString().getBytes(UTF_8));

        assertThat(ParameterDigest.of(parameters)).isEqualTo(pieceByPiece(parameters));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_stored_text_is_its_code_points_made_fit(int seed) {
        var random = new Random(seed);
        for (int i = 0; i < INPUTS_PER_SEED; i++) {
            var text = text("abc ~\u007f\u0080\n\ud83d\ude00\u00e9", random.nextInt(10) * random.nextInt(13), random);

            assertThat(ForeignText.stored(text)).as(text).isEqualTo(codePointByCodePoint(text));
        }
    }

    @Test
    void as_many_parameters_as_are_taken_are_read() throws Unreadable {
        var form = "a=1&".repeat(Parameters.MAX_COUNT).getBytes(UTF_8);

        assertThat(FormBody.read(form).count()).isEqualTo(Parameters.MAX_COUNT);
        assertThat(pairs("a=1&".repeat(Parameters.MAX_COUNT + 1).getBytes(UTF_8)))
                .isEmpty();
    }

    private static String anyTime(Random random) {
        var time = "%04d-%02d-%02d %02d:%02d:%02d"
                .formatted(
                        1968 + random.nextInt(100),
                        random.nextInt(14),
                        random.nextInt(33),
                        random.nextInt(26),
                        random.nextInt(62),
                        random.nextInt(62));
        return random.nextBoolean() ? time : time + "." + text("0123456789", random.nextInt(11), random);
    }

    private static String mutated(String text, Random random) {
        var mutated = new StringBuilder(text);
        for (int changes = random.nextInt(3); changes > 0; changes--) {
            mutated.setCharAt(random.nextInt(mutated.length()), TIME_BYTES.charAt(random.nextInt(TIME_BYTES.length())));
        }
        return random.nextInt(3) == 0 ? mutated.substring(0, random.nextInt(mutated.length() + 1)) : mutated.toString();
    }

    private static Optional<Instant> byFormatAlone(String text) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(PlivoTime.byFormat(text.strip()).truncatedTo(ChronoUnit.MICROS))
                    .filter(read -> !read.isBefore(Instant.EPOCH));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static String text(String alphabet, int length, Random random) {
        var text = new StringBuilder();
        for (int at = 0; at < length; at++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    /** Name and value of each parameter, sorted; empty when the form cannot be read. */
    private static Optional<List<Pair>> pairs(byte[] form) {
        try {
            var pairs = new ArrayList<Pair>();
            FormBody.read(form)
                    .forEachSorted((bytes, start, value, end) -> pairs.add(
                            Pair.of(Arrays.copyOfRange(bytes, start, value), Arrays.copyOfRange(bytes, value, end))));
            return Optional.of(pairs);
        } catch (Unreadable _) {
            return Optional.empty();
        }
    }

    private static Optional<List<Pair>> byteByByte(byte[] form) {
        try {
            var pairs = new ArrayList<Pair>();
            var latin1 = new String(form, ISO_8859_1);
            for (var piece : latin1.split("&", -1)) {
                if (!piece.isEmpty()) {
                    var parts = piece.split("=", 2);
                    pairs.add(Pair.of(decoded(parts[0]), decoded(parts.length == 1 ? "" : parts[1])));
                }
            }
            pairs.sort(Comparator.comparing(Pair::name).thenComparing(Pair::value));
            return Optional.of(pairs);
        } catch (NumberFormatException | IndexOutOfBoundsException | CharacterCodingException _) {
            return Optional.empty();
        }
    }

    private static byte[] decoded(String latin1) throws CharacterCodingException {
        var bytes = new ByteArrayOutputStream();
        for (int at = 0; at < latin1.length(); at++) {
            char c = latin1.charAt(at);
            if (c == '%') {
                var digits = latin1.substring(at + 1, at + 3);
                if (!digits.matches("[0-9A-Fa-f]{2}")) {
                    throw new NumberFormatException(digits);
                }
                bytes.write(Integer.parseInt(digits, 16));
                at += 2;
            } else {
                bytes.write(c == '+' ? ' ' : c);
            }
        }
        UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray()));
        return bytes.toByteArray();
    }

    private static Fingerprint pieceByPiece(Parameters parameters) throws NoSuchAlgorithmException {
        var sha256 = MessageDigest.getInstance("SHA-256");
        parameters.forEachSorted((bytes, start, value, end) -> {
            sha256.update(ByteBuffer.allocate(4).putInt(value - start).array());
            sha256.update(bytes, start, value - start);
            sha256.update(ByteBuffer.allocate(4).putInt(end - value).array());
            sha256.update(bytes, value, end - value);
        });
        return Fingerprint.of(sha256.digest());
    }

    private static String codePointByCodePoint(String text) {
        var stored = new StringBuilder();
        for (int codePoint : text.codePoints().toArray()) {
            boolean isSurrogate = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
            int fit = Character.isISOControl(codePoint) || isSurrogate ? 0xFFFD : codePoint;
            // What does not fit as it came ends the text, even where its replacement would.
            if (stored.length() + Character.charCount(codePoint) > ForeignText.MAX_STORED) {
                break;
            }
            stored.appendCodePoint(fit);
        }
        return stored.toString();
    }

    /** In characters of one byte each, so that they compare as the bytes do. */
    private record Pair(String name, String value) {
        static Pair of(byte[] name, byte[] value) {
            return new Pair(latin1(name), latin1(value));
        }

        private static String latin1(byte[] bytes) {
            return new String(bytes, ISO_8859_1);
        }
    }
}
