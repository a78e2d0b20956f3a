package waybill.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.domain.InvalidValue;

class CursorTest {
    @ParameterizedTest
    @EnumSource
    void a_cursor_is_read_as_it_was_written(Cursor cursor) {
        assertThat(cursor.parse(cursor.text(Samples.ID.value()))).isEqualTo(Samples.ID.value());
    }

    @Test
    void a_cursor_of_one_list_is_none_of_another() {
        assertJunk(Cursor.MESSAGES, Cursor.ORPHAN_REPORTS.text(Samples.ID.value()));
        assertJunk(Cursor.ORPHAN_REPORTS, Cursor.MESSAGES.text(Samples.ID.value()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "junk",
                "AAAAAAAAAAAAAAAAAAAAAA",
                "bQAAAAAAAAAAAAAAAAAAAAA",
                "bQGTWjsAAHAAgAAAAAAAAAF",
                "bQGTWjsAAHAAgAAAAAAAAAE=",
                "bQGTWjsAAHAAgAAAAAAAAAEA",
                "bQ GTWjsAAHAAgAAAAAAAAAE"
            })
    void what_was_never_given_out_is_told_to_be_no_cursor(String text) {
        assertJunk(Cursor.MESSAGES, text);
    }

    private static void assertJunk(Cursor cursor, String text) {
        assertThatThrownBy(() -> cursor.parse(text)).isInstanceOfSatisfying(InvalidValue.class, fault -> {
            assertThat(fault.code()).isEqualTo("invalid_cursor");
            assertThat(fault.detail()).isEqualTo("a cursor is the next_cursor of a page of the same list, as it came");
        });
    }
}
