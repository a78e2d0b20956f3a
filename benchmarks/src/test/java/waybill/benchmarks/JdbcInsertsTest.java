package waybill.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over a driver that keeps nothing. */
class JdbcInsertsTest {
    private static final int CONNECTIONS = 8;
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final long SLOW_MILLIS = 200;
    private static final long COMMIT_NANOS = 1_000_000;
    private static final Integer NOTHING = 0;

    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final AtomicInteger inserted = new AtomicInteger();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final AtomicInteger openedAtFirst = new AtomicInteger(Integer.MAX_VALUE);

    private final PreparedStatement statement = instead(PreparedStatement.class, method -> {
        if (!method.equals("executeUpdate")) {
            return NOTHING;
        }
        openedAtFirst.accumulateAndGet(opened.get(), Math::min);
        begun.countDown();
        LockSupport.parkNanos(COMMIT_NANOS);
        inserted.incrementAndGet();
        return 1;
    });

    private final Connection connection = instead(Connection.class, method -> switch (method) {
        case "prepareStatement" -> statement;
        case "close" -> closed.incrementAndGet();
        default -> NOTHING;
    });

    private final Driver driver = instead(Driver.class, method -> switch (method) {
        case "connect" -> {
            if (opened.get() == CONNECTIONS - 1) {
                awaitAnInsert();
            }
            opened.incrementAndGet();
            yield connection;
        }
        default -> NOTHING;
    });

    @BeforeEach
    void register() throws SQLException {
        DriverManager.registerDriver(driver);
    }

    @AfterEach
    void deregister() throws SQLException {
        DriverManager.deregisterDriver(driver);
    }

    @Test
    void every_connection_is_open_before_a_row_is_inserted_and_closed_at_the_end() throws InterruptedException {
        measure();

        assertThat(openedAtFirst).hasValue(CONNECTIONS);
        assertThat(opened).hasValue(CONNECTIONS);
        assertThat(closed).hasValue(CONNECTIONS);
    }

    @Test
    void what_is_inserted_to_warm_up_does_not_count() throws InterruptedException {
        var measured = measure();

        assertThat(measured.done()).isPositive().isLessThan(inserted.get());
    }

    /** The last connection is slow to open: whoever does not wait for it inserts meanwhile. */
    private void awaitAnInsert() {
        try {
            begun.await(SLOW_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static Measured measure() throws InterruptedException {
        return new JdbcInserts(new Sessions("jdbc:nothing:", "", ""), 1).measure(CONNECTIONS, SHORT);
    }

    /** Of this type, answering by the name of the method. */
    private static <T> T instead(Class<T> type, Function<String, Object> answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (_, method, _) -> switch (method.getName()) {
                    case "toString" -> type.getName();
                    default -> answer.apply(method.getName());
                }));
    }
}
