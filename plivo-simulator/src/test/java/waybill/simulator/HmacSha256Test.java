package waybill.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.SplittableRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HmacSha256Test {

    private static final int BLOCK = 64;

    @ParameterizedTest
    @ValueSource(ints = {1, 40, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK})
    void it_signs_every_length_of_text_as_the_jdk_does(int keyLength) throws GeneralSecurityException {
        var random = new SplittableRandom(keyLength);
        var key = bytes(random, keyLength);
        var hmac = new HmacSha256(key);
        var jdk = Mac.getInstance("HmacSHA256");
        jdk.init(new SecretKeySpec(key, "HmacSHA256"));

        for (int length = 0; length < 5 * BLOCK; length++) {
            var text = bytes(random, length);

            assertThat(hmac.of(text)).isEqualTo(jdk.doFinal(text));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, BLOCK})
    void the_same_text_is_signed_alike_again(int length) {
        var hmac = new HmacSha256(new byte[] {1});
        var text = new byte[length];

        var first = hmac.of(text);
        var second = hmac.of(Arrays.copyOf(text, length + 1));

        assertThat(hmac.of(text)).isEqualTo(first).isNotEqualTo(second);
    }

    private static byte[] bytes(SplittableRandom random, int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
