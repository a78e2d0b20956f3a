package waybill.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DotenvTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "NAME=value|value",
                "NAME = value |value",
                "export NAME=value|value",
                "NAME=value # a comment|value",
                "NAME=value\t#comment|value",
                "NAME=value#1|value#1",
                "NAME=#1|#1",
                "NAME= # nothing|``",
                "NAME=\"value # 1\"|value # 1",
                "NAME='value' # a 'comment'|value",
                "NAME=\"a\"b\"|a\"b",
                "NAME=a=b|a=b",
                "NAME=|``"
            })
    void a_value_ends_where_a_comment_begins(String line, String value) {
        var dotenv = new Dotenv(line);

        assertThat(dotenv.variables()).isEqualTo(Map.of("NAME", value));
        assertThat(dotenv.problems()).isEmpty();
    }

    @Test
    void a_byte_order_mark_does_not_hide_the_first_line() {
        assertThat(new Dotenv("\uFEFFFIRST=1\r\nSECOND=2\r\n").variables())
                .containsExactlyInAnyOrderEntriesOf(Map.of("FIRST", "1", "SECOND", "2"));
    }

    @Test
    void what_is_no_assignment_is_told_by_its_line() {
        assertThat(new Dotenv("# a comment\n\nno assignment\n=value").problems())
                .containsExactly("line 3 of .env is not NAME=value", "line 4 of .env is not NAME=value");
    }
}
