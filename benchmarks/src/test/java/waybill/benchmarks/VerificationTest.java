package waybill.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a PostgreSQL that holds what was seeded, and reports as Waybill would have written them. */
class VerificationTest {
    private static final byte QUEUED = (byte) Step.QUEUED.bit();

    private static Stage stage;

    @BeforeAll
    static void start() {
        stage = Stage.open();
        Schema.create(stage.database());
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @Test
    void seeded_messages_keep_every_constraint_and_have_no_fault() {
        var corpus = stage.seed(stage.database(), 6_000);

        assertThat(Verification.verify(corpus, new byte[6_000], stage.database()))
                .isZero();
    }

    @Test
    void an_acknowledged_report_that_is_there_is_found() {
        var corpus = stage.seed(stage.database(), 2);
        Schema.queue(corpus.id(1), corpus.providerId(1), stage.database());

        assertThat(Verification.verify(corpus, new byte[] {0, QUEUED}, stage.database()))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"delivery_report", "message_event", "message"})
    void whatever_is_gone_is_told(String table) {
        var corpus = stage.seed(stage.database(), 1);
        Schema.queue(corpus.id(0), corpus.providerId(0), stage.database());
        var key = Map.of("message", "id").getOrDefault(table, "message_id");

        stage.database().execute("DELETE FROM %s WHERE %s = '%s'".formatted(table, key, corpus.id(0)));

        assertThatThrownBy(() -> Verification.verify(corpus, new byte[] {QUEUED}, stage.database()))
                .isInstanceOf(Lost.class);
    }
}
