package waybill.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusTest {
    @ParameterizedTest
    @EnumSource
    void every_status_is_read_back_from_its_text(Status status) {
        assertThat(Status.parse(status.text())).contains(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "read", "DELIVERED", " delivered"})
    void a_text_that_names_no_status_is_none(String text) {
        assertThat(Status.parse(text)).isEmpty();
    }

    @Test
    void the_texts_are_those_of_the_interface() {
        assertThat(Status.values())
                .extracting(Status::text)
                .containsExactly(
                        "accepted",
                        "submitting",
                        "unconfirmed",
                        "submitted",
                        "queued",
                        "sent",
                        "delivered",
                        "undelivered",
                        "failed",
                        "rejected",
                        "expired");
    }
}
