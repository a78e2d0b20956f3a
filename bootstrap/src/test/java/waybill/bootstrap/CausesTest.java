package waybill.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class CausesTest {
    @Test
    void a_failure_of_the_database_is_told_by_its_sqlstate_and_not_by_its_text() {
        var failure =
                new IllegalStateException(new SQLException("Key (recipient)=(+15555550000) already exists", "23505"));

        assertThat(Causes.of(failure))
                .contains(" < java.sql.SQLException, SQLSTATE 23505 at ")
                .doesNotContain("+15555550000");
    }
}
