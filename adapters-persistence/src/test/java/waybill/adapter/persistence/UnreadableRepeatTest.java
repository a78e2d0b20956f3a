package waybill.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.helidon.dbclient.DbClientException;
import io.helidon.dbclient.jdbc.JdbcClientBuilder;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import waybill.application.port.out.Examples;
import waybill.application.port.out.MessageStore.Acceptance;
import waybill.application.port.out.StoreUnavailable;
import waybill.application.port.out.Stores;

/** What callers are told when a batch is stored, and then no connection can be had to read what a repeat repeats. */
class UnreadableRepeatTest {
    private final Stores stores = TestDatabase.emptyStores();
    private final HikariDataSource pool = Database.pool(TestDatabase.config());
    private final PostgresMessages messages = new PostgresMessages(new Statements(
            JdbcClientBuilder.create()
                    .connectionPool(() -> {
                        throw new DbClientException("none left", new SQLTransientConnectionException());
                    })
                    .build(),
            pool));

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void what_is_stored_is_accepted_though_the_repeat_beside_it_cannot_be_read() {
        stores.messages().accept(List.of(Examples.withKey(Examples.message(), "key", "payload")));
        var stored = Examples.message();

        var acceptances = messages.accept(
                List.of(Examples.withoutKey(stored), Examples.withKey(Examples.message(), "key", "payload")));

        assertThat(acceptances).containsExactly(new Acceptance.Accepted(), new Acceptance.KeyBusy());
        assertThat(stores.messages().find(stored.id())).isPresent();
    }

    @Test
    void a_repeat_alone_that_cannot_be_read_is_unavailable_and_nothing_is_stored() {
        stores.messages().accept(List.of(Examples.withKey(Examples.message(), "key", "payload")));
        var repeat = Examples.message();

        assertThatThrownBy(() -> messages.accept(List.of(Examples.withKey(repeat, "key", "payload"))))
                .isInstanceOf(StoreUnavailable.class);
        assertThat(stores.messages().find(repeat.id())).isEmpty();
    }
}
