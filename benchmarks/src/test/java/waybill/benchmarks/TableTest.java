package waybill.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {
    private final Table table = new Table("what", "per second");

    @Test
    void columns_are_as_wide_as_what_is_in_them() {
        table.row("a longer name", "1").row("short", "12,345");

        assertThat(table).hasToString("""
                | what          | per second |
                | ------------- | ---------: |
                | a longer name |          1 |
                | short         |     12,345 |""");
    }

    @Test
    void a_row_of_another_length_is_refused() {
        assertThatThrownBy(() -> table.row("alone")).hasMessage("1 cells under 2 headings");
    }
}
