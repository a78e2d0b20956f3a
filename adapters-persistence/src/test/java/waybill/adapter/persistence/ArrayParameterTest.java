package waybill.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import waybill.adapter.persistence.ArrayParameter.Element;

/** What PostgreSQL makes of our bytes, against what it makes of its own text form. */
class ArrayParameterTest {
    private static final String LONG_TEXT = "a text longer than any array makes room for at first, é € 💬 included";

    static Stream<Arguments> arrays() {
        return Stream.of(
                arguments(array(columns -> columns.flag(row -> row > 1), 1, 2), "boolean[]", "{f,t}"),
                arguments(
                        array(columns -> columns.bytes(row -> bytes(row)), 0, 1, 200),
                        "bytea[]",
                        "{NULL,\"\\\\x01\",\"\\\\x%s\"}".formatted("c8".repeat(200))),
                arguments(
                        array(columns -> columns.integer(row -> row == 0 ? null : row), 0, -1, Integer.MAX_VALUE),
                        "integer[]",
                        "{NULL,-1,2147483647}"),
                arguments(
                        array(columns -> columns.number(row -> row == 0 ? null : Long.MIN_VALUE + row), 0, 1),
                        "bigint[]",
                        "{NULL,-9223372036854775807}"),
                arguments(
                        decimals(null, "0.0035", "0", "-12", "1.50", "98765432109876543210.00001"),
                        "numeric[]",
                        "{NULL,0.0035,0,-12,1.50,98765432109876543210.00001}"),
                arguments(
                        texts(null, "", "NULL", "with \"quotes\", {braces} and \\", LONG_TEXT),
                        "text[]",
                        "{NULL,\"\",\"NULL\",\"with \\\"quotes\\\", {braces} and \\\\\",\"%s\"}".formatted(LONG_TEXT)),
                arguments(
                        times(
                                null,
                                "1999-12-31T23:59:59.999999Z",
                                "2026-11-25T22:00:00.123456Z",
                                "9999-12-31T23:59:59Z"),
                        "timestamptz[]",
                        "{NULL,1999-12-31 23:59:59.999999Z,2026-11-25 22:00:00.123456Z,9999-12-31 23:59:59Z}"),
                arguments(
                        times("0001-01-01T00:00:00Z", "2026-11-25T22:00:00.123456999Z"),
                        "timestamptz[]",
                        "{0001-01-01 00:00:00Z,2026-11-25 22:00:00.123456Z}"),
                arguments(
                        array(columns -> columns.id(row -> new UUID(-row, row)), 1, 2),
                        "uuid[]",
                        "{ffffffff-ffff-ffff-0000-000000000001,ffffffff-ffff-fffe-0000-000000000002}"),
                arguments(array(columns -> columns.id(row -> new UUID(0, row))), "uuid[]", "{}"),
                arguments(
                        events(1, 0, 9),
                        "event_row[]",
                        "{%s,%s,%s}"
                                .formatted(
                                        eventText(1), "\"(00000000-0000-0000-0000-000000000000,,,)\"", eventText(9))),
                arguments(events(), "event_row[]", "{}"));
    }

    @ParameterizedTest
    @MethodSource("arrays")
    void an_array_arrives_as_it_was(Object array, String type, String asText) throws SQLException {
        var url = "%s?binaryTransferEnable=%s".formatted(TestDatabase.config().url(), Element.oidsOfArrays());
        var config = TestDatabase.config();
        try (var connection = DriverManager.getConnection(url, config.user(), config.password());
                var statement =
                        connection.prepareStatement("SELECT ?::%1$s = CAST(? AS %1$s), ?::%1$s".formatted(type))) {
            statement.setObject(1, array);
            statement.setString(2, asText);
            statement.setObject(3, array);
            try (var rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getBoolean(1)).as(rows.getString(2)).isTrue();
            }
        }
    }

    /** The length of the first row decides where in the second one there is no more room. */
    @ParameterizedTest
    @MethodSource("lengths")
    void rows_find_room_wherever_it_ends(int length) {
        var rows = new Columns<>(List.of(length, 0, 0, 0))
                .text("x"::repeat)
                .integer(row -> row)
                .flag(row -> row == 0)
                .rows();
        int headOfRow = 2 * Integer.BYTES;
        int headOfColumn = 2 * Integer.BYTES;
        int row = headOfRow + 3 * headOfColumn + Integer.BYTES + 1;

        assertThat(rows.lengthInBytes()).isEqualTo(20 + length + 4 * row);
    }

    static IntStream lengths() {
        return IntStream.range(1_900, 2_100);
    }

    @Test
    void a_driver_that_was_not_told_of_the_binary_form_does_not_send_nothing_instead() throws SQLException {
        try (var connection = TestDatabase.connection();
                var statement = connection.prepareStatement("SELECT ?::uuid[]")) {
            var ids = array(columns -> columns.id(row -> new UUID(0, row)), 1);

            assertThatThrownBy(() -> statement.setObject(1, ids)).hasMessageContaining("_uuid");
        }
    }

    /** Rows longer than there is room for at first; with nothing but an id for 0. */
    private static Object events(Integer... numbers) {
        return new Columns<>(List.of(numbers))
                .id(number -> new UUID(0, number))
                .number(number -> number == 0 ? null : (long) number)
                .text(number -> number == 0 ? null : String.valueOf(number).repeat(400))
                .time(number -> number == 0 ? null : Instant.ofEpochSecond(number))
                .rows();
    }

    private static String eventText(int number) {
        return "\"(00000000-0000-0000-0000-00000000000%1$d,%1$d,%2$s,1970-01-01 00:00:0%1$dZ)\""
                .formatted(number, String.valueOf(number).repeat(400));
    }

    private static Object decimals(@Nullable String... values) {
        return new Columns<>(Arrays.asList(values))
                .decimal(value -> value == null ? null : new BigDecimal(value))
                .arrays()
                .getFirst();
    }

    private static Object texts(@Nullable String... values) {
        return new Columns<>(Arrays.asList(values))
                .text(value -> value)
                .arrays()
                .getFirst();
    }

    private static Object times(@Nullable String... values) {
        return new Columns<>(Arrays.asList(values))
                .time(value -> value == null ? null : Instant.parse(value))
                .arrays()
                .getFirst();
    }

    private static Object array(Function<Columns<Integer>, Columns<Integer>> column, Integer... rows) {
        return column.apply(new Columns<>(List.of(rows))).arrays().getFirst();
    }

    /** As many bytes as the number says, each of them the number; null for none. */
    private static byte @Nullable [] bytes(int number) {
        if (number == 0) {
            return null;
        }
        var bytes = new byte[number];
        Arrays.fill(bytes, (byte) number);
        return bytes;
    }
}
