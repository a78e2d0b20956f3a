package waybill.adapter.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.spi.ServerConnection;
import java.io.UncheckedIOException;
import java.time.Duration;
import waybill.adapter.http.WatchedConnection.Phase;

/**
 * One connection: a request, its answer, the next. In place of Helidon's own, which would read a second time what {@link
 * RequestSource} has read.
 *
 * <p>Not an {@code InterruptableTask} on purpose: when the server stops, Helidon interrupts only threads that wait without
 * a limit; we end idle connections ourselves, and let the others finish.
 */
final class HttpConnection implements ServerConnection {
    private final RequestSource source;
    private final Dispatcher dispatcher;
    private final DataWriter output;
    private final WatchedConnection connection;
    private final ConnectionWatch watch;
    private final HttpConfig.Limits limits;
    private final WireReply replies;

    HttpConnection(
            RequestSource source,
            Dispatcher dispatcher,
            DataWriter output,
            WatchedConnection connection,
            ConnectionWatch watch,
            HttpConfig.Limits limits,
            WireReply replies) {
        this.source = source;
        this.dispatcher = dispatcher;
        this.output = output;
        this.connection = connection;
        this.watch = watch;
        this.limits = limits;
        this.replies = replies;
    }

    /** Ends with the connection, by {@link CloseConnectionException}. */
    @Override
    public void handle(Limit concurrency) {
        watch.add(connection);
        try {
            while (true) {
                answer(source.next(), concurrency);
            }
        } finally {
            source.release();
            watch.remove(connection);
        }
    }

    private void answer(Request request, Limit concurrency) {
        var token = concurrency.tryAcquire();
        if (token.isEmpty()) {
            send(request, dispatcher.overloaded());
            return;
        }
        Dispatcher.Answer answer;
        try {
            answer = dispatcher.answer(request, connection);
        } finally {
            // Before it is sent: whoever does not read answers keeps nobody else waiting.
            token.get().success();
        }
        send(request, answer);
    }

    private void send(Request request, Dispatcher.Answer answer) {
        connection.mayTake(limits.answer());
        boolean isInTime = connection.enter(Phase.ACTING, Phase.ANSWERING);
        dispatcher.answered(answer, isInTime);
        if (!isInTime) {
            throw new CloseConnectionException("the answer was given by another thread, or the connection was cut");
        }
        boolean closes = request.head().closes() || watch.isStopping();
        boolean headOnly = request.head().method().equals("HEAD");
        try {
            output.writeNow(BufferData.create(replies.of(answer.reply(), closes, headOnly)));
        } catch (UncheckedIOException e) {
            throw new CloseConnectionException("the answer was not taken", e);
        }
    }

    /** We end idle connections ourselves. */
    @Override
    public Duration idleTime() {
        return Duration.ZERO;
    }

    @Override
    public void close(boolean interrupt) {
        if (interrupt) {
            connection.cut();
        } else {
            connection.cutIfIdle();
        }
    }
}
