package waybill.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.domain.InvalidValue;

class TimesTest {
    @ParameterizedTest
    @CsvSource({
        "2026-11-23T10:00:00Z, 2026-11-23T10:00:00Z",
        "2026-11-23t10:00:00z, 2026-11-23T10:00:00Z",
        "2026-11-23T10:00:00.5Z, 2026-11-23T10:00:00.500Z",
        "2026-11-23T10:00:00.123456789987654321Z, 2026-11-23T10:00:00.123456789Z",
        "2026-11-23T10:00:00-00:00, 2026-11-23T10:00:00Z",
        "2026-11-23T10:00:00+23:59, 2026-11-22T10:01:00Z",
        "2026-11-23T10:00:00-23:59, 2026-11-24T09:59:00Z",
        "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z",
        "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z, 9999-12-31T23:59:59Z",
        // A leap second is the first second after it: there is no other name for it here.
        "2016-12-31T23:59:60Z, 2017-01-01T00:00:00Z",
        "2017-01-01T05:29:60.25+05:30, 2017-01-01T00:00:00.250Z",
    })
    void a_time_of_rfc_3339_is_read(String text, Instant time) {
        assertThat(Times.parse(text)).isEqualTo(time);
    }

    /** In a query that was not escaped. */
    @ParameterizedTest
    @ValueSource(strings = "2026-11-23T10:00:00 01:00")
    void a_space_is_the_plus_of_an_offset(String text) {
        assertThat(Times.parse(text)).isEqualTo(Instant.parse("2026-11-23T09:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026-11-23",
                "2026-11-23T10:00:00",
                "2026-11-23T10:00Z",
                "2026-11-23 10:00:00Z",
                " 2026-11-23T10:00:00Z",
                "2026-11-23T10:00:00Z ",
                "2026-11-23T10:00:00.Z",
                "2026-11-23T10:00:00,5Z",
                "2026-11-23T10:00:00+01",
                "2026-11-23T10:00:00+0100",
                "2026-11-23T10:00:00+01:00:30",
                "2026-11-23T10:00:00+24:00",
                "2026-11-23T10:00:00+01:60",
                "2026-11-23T24:00:00Z",
                "2026-11-23T10:60:00Z",
                "2026-11-23T10:00:61Z",
                "2026-11-23T10:00:60Z",
                "2026-12-30T23:59:60Z",
                "2016-12-31T23:59:60+01:00",
                "2026-02-29T10:00:00Z",
                "2026-00-01T10:00:00Z",
                "+2026-11-23T10:00:00Z",
                "12026-11-23T10:00:00Z",
                "2026-11-23T10:00:00\u0661Z",
                "\u0662026-11-23T10:00:00Z",
            })
    void nothing_else_is_read(String text) {
        assertThatThrownBy(() -> Times.parse(text)).isInstanceOfSatisfying(InvalidValue.class, fault -> {
            assertThat(fault.code()).isEqualTo("invalid_time");
            assertThat(fault.detail()).contains("RFC 3339");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000-01-01T00:00:00Z",
                "0001-01-01T00:00:00+00:01",
                "9999-12-31T23:59:59-00:01",
                "9999-12-31T23:59:60Z",
            })
    void a_time_out_of_range_is_told_to_be_so(String text) {
        assertThatThrownBy(() -> Times.parse(text)).isInstanceOfSatisfying(InvalidValue.class, fault -> {
            assertThat(fault.code()).isEqualTo("invalid_time");
            assertThat(fault.detail()).contains("years 1 to 9999");
        });
    }
}
