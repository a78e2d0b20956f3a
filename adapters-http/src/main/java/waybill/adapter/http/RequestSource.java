package waybill.adapter.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import io.helidon.webserver.CloseConnectionException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import waybill.adapter.http.HttpConfig.Limits;
import waybill.adapter.http.WatchedConnection.Phase;

/**
 * Stands between a socket and Helidon: hands on one whole request at a time, well-formed, with a plain length, within its
 * limits of size and time. Whatever else comes is refused here, so that nobody behind waits for the network, and nobody
 * can take a body for a request.
 */
final class RequestSource implements Supplier<byte[]> {
    static final int MAX_BODY_BYTES = 64 * 1024;

    /** How long and how much is still taken in after a refusal, so that its sender reads it before the cut. */
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private static final int MAX_FAREWELL_BYTES = 4 * 1024 * 1024;
    private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

    private final WireInput input;
    private final DataWriter output;
    private final WatchedConnection connection;
    private final ConnectionWatch watch;
    private final Limits limits;
    private final Consumer<ProblemCode> onRefusal;
    private boolean first = true;
    private boolean last;

    RequestSource(
            WireInput input,
            DataWriter output,
            WatchedConnection connection,
            ConnectionWatch watch,
            Limits limits,
            Consumer<ProblemCode> onRefusal) {
        this.input = input;
        this.output = output;
        this.connection = connection;
        this.watch = watch;
        this.limits = limits;
        this.onRefusal = onRefusal;
    }

    /** @throws CloseConnectionException when there is no further request */
    @Override
    public byte[] get() {
        awaitRequest();
        try {
            var head = new WireHead(input).read();
            connection.mayTake(limits.body());
            var body = body(head);
            enter(Phase.RECEIVING, Phase.ANSWERING);
            connection.mayTakeAnyTime();
            last = head.closes();
            return joined(head.handedOn(body.length).getBytes(StandardCharsets.ISO_8859_1), body);
        } catch (WireRefusal refusal) {
            enter(Phase.RECEIVING, Phase.ENDING);
            refuse(refusal.problem(), this::takeLeave);
            throw new CloseConnectionException("the request was refused");
        }
    }

    /** Says that the request took too long. Called while another thread waits for more of it. */
    void refuseLateRequest() {
        refuse(Problem.of(ProblemCode.REQUEST_TIMEOUT, "the request did not arrive in time"), () -> {});
    }

    private void awaitRequest() {
        if (!first) {
            enter(Phase.ANSWERING, Phase.IDLE);
        }
        // Who connects and says nothing has no more time than who begins a head and does not end it.
        connection.mayTake(first ? limits.head() : limits.idle());
        first = false;
        if (last || watch.isStopping()) {
            // Helidon says that it closes, and waits for the next request all the same.
            throw new CloseConnectionException("that was the last request");
        }
        input.await();
        enter(Phase.IDLE, Phase.RECEIVING);
        connection.mayTake(limits.head());
    }

    private byte[] body(RequestHead head) throws WireRefusal {
        var reader = new WireBody(input, MAX_BODY_BYTES);
        if (head.contentEncoding().isPresent()) {
            throw new WireRefusal(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "a body is not compressed");
        }
        if (head.framing() instanceof RequestHead.Framing.Length(var bytes)) {
            reader.checked(bytes);
        }
        if (head.expectsContinue()
                && !(head.framing() instanceof RequestHead.Framing.None)
                && !head.http10()
                && !input.holdsMore()) {
            output.writeNow(BufferData.create(CONTINUE.getBytes(StandardCharsets.US_ASCII)));
            connection.mayTake(limits.body());
        }
        return reader.read(head.framing());
    }

    private void refuse(Problem problem, Runnable farewell) {
        onRefusal.accept(problem.code());
        try {
            connection.end(limits.answer());
            output.writeNow(BufferData.create(WireReply.of(problem.reply())));
            connection.end(FAREWELL);
            farewell.run();
        } catch (RuntimeException _) {
            // They did not wait for the answer.
        } finally {
            connection.cut();
        }
    }

    /** Closing with bytes unread would reset the connection, and the answer would be lost on its way. */
    private void takeLeave() {
        int taken = 0;
        while (taken < MAX_FAREWELL_BYTES) {
            taken += input.discard();
        }
    }

    private void enter(Phase from, Phase to) {
        if (!connection.enter(from, to)) {
            throw new CloseConnectionException("the connection was cut");
        }
    }

    private static byte[] joined(byte[] head, byte[] body) {
        var all = new byte[head.length + body.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }
}
