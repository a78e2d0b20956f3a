package waybill.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageIdTest {
    @Test
    void an_id_carries_its_time_and_its_random_bits() {
        var at = Instant.ofEpochMilli(0x0123_4567_89ABL);

        var id = MessageId.of(at, 0xCDE, 0x3F01_2345_6789_ABCDL);

        assertThat(id).hasToString("01234567-89ab-7cde-bf01-23456789abcd");
        assertThat(id.madeAt()).isEqualTo(at);
    }

    @Test
    void bits_beyond_the_random_ones_and_times_beyond_48_bits_do_no_harm() {
        assertThat(MessageId.of(Instant.ofEpochMilli(-1), -1, -1)).hasToString("00000000-0000-7fff-bfff-ffffffffffff");
        assertThat(MessageId.of(Instant.ofEpochMilli(1L << 48), 0, 0))
                .hasToString("ffffffff-ffff-7000-8000-000000000000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"01234567-89ab-7cde-8f01-23456789abcd", "01234567-89AB-7CDE-BF01-23456789ABCD"})
    void a_uuid_of_version_7_is_read(String text) {
        assertThat(MessageId.parse(text)).contains(new MessageId(UUID.fromString(text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1-2-7000-8000-3",
                "01234567-89ab-4cde-8f01-23456789abcd",
                "01234567-89ab-7cde-cf01-23456789abcd",
                "01234567-89ab-7cde-8f01-23456789abcd ",
                "01234567-89ab-7cde-8f01-23456789abc",
                "01234567-89ab-7cde-8f01-23456789abcg",
                "01234567-89ab-7cde-8f01-23456789ab\u0663d",
                "0123456-789ab-7cde-8f01-23456789abcd",
                "01234567_89ab-7cde-8f01-23456789abcd",
                "xxxxxxxx-xxxx-7xxx-vxxx-xxxxxxxxxxxx",
                "{01234567-89ab-7cde-8f01-23456789abcd}"
            })
    void nothing_else_is_read(String text) {
        assertThat(MessageId.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"01234567-89ab-4cde-8f01-23456789abcd", "01234567-89ab-7cde-cf01-23456789abcd"})
    void a_uuid_of_another_version_or_variant_is_refused(String text) {
        assertThatThrownBy(() -> new MessageId(UUID.fromString(text)))
                .isInstanceOfSatisfying(
                        InvalidValue.class, fault -> assertThat(fault.code()).isEqualTo("invalid_message_id"));
    }

    @Test
    void ids_are_ordered_byte_by_byte_without_sign() {
        var early = MessageId.of(Instant.ofEpochMilli(1), 0, 0);
        var late = MessageId.of(Instant.ofEpochMilli(0x8000_0000_0000L), 0, 0);
        var lateToo = MessageId.of(Instant.ofEpochMilli(0x8000_0000_0000L), 0, 1);

        assertThat(early).isLessThan(late);
        assertThat(late).isGreaterThan(early).isLessThan(lateToo).isEqualByComparingTo(late);
        assertThat(lateToo).isGreaterThan(late);
    }
}
