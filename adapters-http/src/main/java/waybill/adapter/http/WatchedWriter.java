package waybill.adapter.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import java.time.Duration;

/** Gives each write a limited time, whatever the other side does to take it. */
final class WatchedWriter implements DataWriter {
    private final DataWriter writer;
    private final WatchedConnection connection;
    private final Duration limit;

    WatchedWriter(DataWriter writer, WatchedConnection connection, Duration limit) {
        this.writer = writer;
        this.connection = connection;
        this.limit = limit;
    }

    @Override
    public void write(BufferData... buffers) {
        within(() -> writer.write(buffers));
    }

    @Override
    public void write(BufferData buffer) {
        within(() -> writer.write(buffer));
    }

    @Override
    public void writeNow(BufferData... buffers) {
        within(() -> writer.writeNow(buffers));
    }

    @Override
    public void writeNow(BufferData buffer) {
        within(() -> writer.writeNow(buffer));
    }

    private void within(Runnable writing) {
        connection.mayTake(limit);
        writing.run();
        connection.mayTakeAnyTime();
    }
}
