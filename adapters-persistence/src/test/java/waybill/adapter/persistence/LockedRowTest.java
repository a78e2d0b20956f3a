package waybill.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import waybill.application.port.out.Examples;
import waybill.application.port.out.StoreUnavailable;
import waybill.application.port.out.Stores;
import waybill.application.port.out.SubmissionQueue.SendingLimits;
import waybill.application.service.EnforceTimeoutsService;
import waybill.application.service.RecordingTelemetry;
import waybill.domain.Message;
import waybill.domain.Status;

/** What becomes of the others while another session holds the row of a message whose lease has run out. */
class LockedRowTest {
    private static final Duration LEASE = Duration.ofMillis(1);
    private static final long HOUR = 3_600;

    private final Stores stores = TestDatabase.emptyStores();
    private final EnforceTimeoutsService timeouts = new EnforceTimeoutsService(
            stores.queue(), stores.ledger(), InstantSource.system(), new RecordingTelemetry());
    private Connection holder;

    @BeforeEach
    void open() throws SQLException {
        holder = TestDatabase.connection();
        holder.setAutoCommit(false);
    }

    @AfterEach
    void close() throws SQLException {
        holder.close();
    }

    @Test
    void others_are_sent_and_ended_and_it_is_ended_when_its_row_is_free() throws SQLException {
        var held = accept(Examples.message(Instant.now(), HOUR));
        stores.queue().lease(1, LEASE, SendingLimits.NONE);
        hold(held);
        var overdue = accept(Examples.message(Instant.now().minusSeconds(10), 5));
        var due = accept(Examples.message(Instant.now(), HOUR));

        assertThatThrownBy(timeouts::enforce).isInstanceOf(StoreUnavailable.class);
        assertThat(status(overdue)).isEqualTo(Status.EXPIRED);
        assertThat(stores.queue().lease(10, LEASE, SendingLimits.NONE))
                .extracting(stored -> stored.message().id())
                .containsExactly(due.id());

        holder.rollback();
        timeouts.enforce();
        assertThat(status(held)).isEqualTo(Status.UNCONFIRMED);
    }

    private Message accept(Message message) {
        stores.messages().accept(List.of(Examples.withoutKey(message)));
        return message;
    }

    private Status status(Message message) {
        return stores.messages().find(message.id()).orElseThrow().state().status();
    }

    private void hold(Message message) throws SQLException {
        try (var statement = holder.createStatement()) {
            statement.execute("SELECT FROM message WHERE id = '%s' FOR UPDATE".formatted(message.id()));
        }
    }
}
