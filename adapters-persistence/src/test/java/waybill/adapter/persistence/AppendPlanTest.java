package waybill.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import waybill.adapter.persistence.AppendSql.Part;

/** The plan that is made while the tables are empty, and kept while they grow. */
class AppendPlanTest {
    @Test
    void whatever_is_updated_is_looked_up_by_the_ids_of_the_batch() throws SQLException {
        TestDatabase.emptyStores();
        TestDatabase.execute("ANALYZE message, message_status");

        var conditions = plan(EnumSet.of(Part.STATUS, Part.REPORT, Part.EVENT)).stream()
                .filter(line -> line.contains("Index Cond"))
                .toList();

        assertThat(conditions).isNotEmpty().allMatch(condition -> condition.contains("id = "));
    }

    /** Some parts read otherwise beside others. */
    static Stream<Set<Part>> parts() {
        return Stream.of(Part.values())
                .flatMap(part -> Stream.<Set<Part>>of(
                        EnumSet.of(part), EnumSet.of(part, Part.ADOPTED), EnumSet.complementOf(EnumSet.of(part))))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("parts")
    void parts_make_a_statement_in_any_company(Set<Part> parts) throws SQLException {
        TestDatabase.database();

        assertThat(plan(parts)).isNotEmpty();
    }

    private static List<String> plan(Set<Part> parts) throws SQLException {
        var text = new StringBuilder(AppendSql.text(parts));
        for (int number = 1, at = text.indexOf("?"); at >= 0; number++, at = text.indexOf("?")) {
            text.replace(at, at + 1, "$" + number);
        }
        var config = TestDatabase.config();
        // As text, since a prepared statement would have to be given its parameters.
        var url = config.url() + "?preferQueryMode=simple";
        try (var connection = DriverManager.getConnection(url, config.user(), config.password());
                var statement = connection.createStatement()) {
            statement.execute("SET enable_seqscan = off");
            var lines = new ArrayList<String>();
            try (var rows = statement.executeQuery("EXPLAIN (GENERIC_PLAN, COSTS OFF) " + text)) {
                while (rows.next()) {
                    lines.add(rows.getString(1));
                }
            }
            return lines;
        }
    }
}
