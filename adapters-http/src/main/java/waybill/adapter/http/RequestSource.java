package waybill.adapter.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import io.helidon.webserver.CloseConnectionException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import waybill.adapter.http.HttpConfig.Limits;
import waybill.adapter.http.WatchedConnection.Phase;

/**
 * Takes in one whole request at a time, well-formed, within its limits of size and time. Whatever else comes is refused
 * here, so that nobody behind waits for the network, and nobody can take a body for a request.
 */
final class RequestSource {
    static final int MAX_BODY_BYTES = 64 * 1024;

    /** RFC 9112 §2.2: an empty line before a request is tolerated, and not yet a request. */
    private static final int MAX_EMPTY_LINES_BEFORE = 2;

    /** How long and how much is still taken in after the last answer, so that it is read before the cut. */
    static final Duration FAREWELL = Duration.ofSeconds(1);

    private static final int MAX_FAREWELL_BYTES = 4 * 1024 * 1024;
    private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

    private final WireInput input;
    private final WireHead heads;
    private final DataWriter output;
    private final WatchedConnection connection;
    private final ConnectionWatch watch;
    private final Limits limits;
    private final WireReply replies;
    private final Consumer<ProblemCode> onRefusal;
    private final RequestMemory.Share memory;
    private boolean first = true;
    private boolean last;

    RequestSource(
            WireInput input,
            DataWriter output,
            WatchedConnection connection,
            ConnectionWatch watch,
            Limits limits,
            WireReply replies,
            Consumer<ProblemCode> onRefusal,
            RequestMemory.Share memory) {
        this.input = input;
        this.heads = new WireHead(input, memory);
        this.output = output;
        this.connection = connection;
        this.watch = watch;
        this.limits = limits;
        this.replies = replies;
        this.onRefusal = onRefusal;
        this.memory = memory;
    }

    /**
     * The one before has been answered, and holds nothing any more.
     *
     * @throws CloseConnectionException when there is no further request
     */
    Request next() {
        memory.giveBack();
        awaitRequest();
        try {
            var head = heads.read();
            connection.mayTake(limits.body());
            var body = body(head);
            connection.mayTakeAnyTime();
            enter(Phase.RECEIVING, Phase.ACTING);
            last = head.closes();
            return new Request(head, body);
        } catch (WireRefusal refusal) {
            memory.giveBack();
            enter(Phase.RECEIVING, Phase.ENDING);
            refuse(refusal.problem(), this::discardRest);
            throw new CloseConnectionException("the request was refused");
        }
    }

    /** What the last request held; there will be no further one. */
    void release() {
        memory.giveBack();
    }

    /** Says that the request took too long. Called while another thread waits for more of it. */
    void refuseLateRequest() {
        // Who waits for more of it takes in what still comes.
        refuse(Problem.of(ProblemCode.REQUEST_TIMEOUT, "the request did not arrive in time"), () -> {});
    }

    /** Says that the act took too long. Called while another thread is at it, which is left to itself. */
    void giveUpLateAct() {
        end(Problem.unavailable(), this::discardRest);
    }

    private void awaitRequest() {
        if (!first) {
            leaveIfOver(Phase.ANSWERING);
            enter(Phase.ANSWERING, Phase.IDLE);
        }
        // Who connects and says nothing has no more time than who begins a head and does not end it.
        connection.mayTake(first ? limits.head() : limits.idle());
        first = false;
        leaveIfOver(Phase.IDLE);
        skipEmptyLines();
        input.await();
        enter(Phase.IDLE, Phase.RECEIVING);
        connection.mayTake(limits.head());
    }

    private void leaveIfOver(Phase now) {
        if (last || watch.isStopping()) {
            enter(now, Phase.ENDING);
            connection.endOutput(FAREWELL);
            discardRest();
            throw new CloseConnectionException("that was the last request");
        }
    }

    private void skipEmptyLines() {
        int skipped = 0;
        while (skipped < MAX_EMPTY_LINES_BEFORE && input.skipsEmptyLine()) {
            skipped++;
        }
    }

    private byte[] body(RequestHead head) throws WireRefusal {
        var reader = new WireBody(input, MAX_BODY_BYTES, memory);
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
            askForBody();
        }
        return reader.read(head.framing());
    }

    private void askForBody() {
        try {
            output.writeNow(BufferData.create(CONTINUE.getBytes(StandardCharsets.US_ASCII)));
        } catch (UncheckedIOException e) {
            throw new CloseConnectionException("the body was not waited for", e);
        }
        connection.mayTake(limits.body());
    }

    private void refuse(Problem problem, Runnable farewell) {
        onRefusal.accept(problem.code());
        end(problem, farewell);
    }

    private void end(Problem problem, Runnable farewell) {
        try {
            connection.end(limits.answer());
            output.writeNow(BufferData.create(replies.last(problem.reply(), heads.isForHeadOnly())));
            connection.endOutput(FAREWELL);
            farewell.run();
        } catch (RuntimeException _) {
            // They did not wait for the answer.
            connection.cut();
        }
    }

    /** Closing with bytes unread would reset the connection, and the answer would be lost (RFC 9112 §9.6). */
    private void discardRest() {
        int taken = 0;
        while (taken < MAX_FAREWELL_BYTES) {
            taken += input.discard();
        }
        connection.cut();
    }

    private void enter(Phase from, Phase to) {
        if (!connection.enter(from, to)) {
            // Another thread may be saying the last answer.
            discardRest();
            throw new CloseConnectionException("the connection was cut");
        }
    }
}
