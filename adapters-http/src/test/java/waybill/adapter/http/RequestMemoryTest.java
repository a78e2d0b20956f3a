package waybill.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static waybill.adapter.http.RequestSource.MAX_BODY_BYTES;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestMemoryTest {
    private static final int MEGABYTE = 1024 * 1024;
    private static final int HEAP = 4 * MEGABYTE;

    private final RequestMemory memory = new RequestMemory(HEAP);

    @Test
    void a_quarter_of_the_heap_is_granted_to_the_last_byte_and_no_more() throws WireRefusal {
        var first = memory.share();
        var second = memory.share();

        first.take(MEGABYTE - 1);
        second.take(1);

        assertThatThrownBy(() -> second.take(1)).isInstanceOf(WireRefusal.class);
        second.giveBack();
        second.giveBack();
        assertThat(memory.left()).isEqualTo(1);
        first.giveBack();
        assertThat(memory.left()).isEqualTo(MEGABYTE);
    }

    @Test
    void who_is_refused_is_told_when_to_come_again() {
        var problem = WireRefusal.overloaded().problem();

        assertThat(problem.code()).isEqualTo(ProblemCode.OVERLOADED);
        assertThat(problem.headers()).containsEntry("Retry-After", "1");
    }

    @ParameterizedTest
    @CsvSource({"256, 2000", "248, 2000", "128, 1092", "0, 1"})
    void there_are_as_many_connections_as_the_heap_bears(int megabytes, int connections) {
        assertThat(new RequestMemory((long) megabytes * MEGABYTE).connections(2_000))
                .isEqualTo(connections);
    }

    @ParameterizedTest
    @ValueSource(ints = {65_535, 40_000, 8_193, 5_000, 1})
    void a_chunked_body_takes_no_more_than_its_limit(int firstChunk) throws WireRefusal {
        var body = "x".repeat(MAX_BODY_BYTES);
        var wire = "%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n"
                .formatted(
                        firstChunk,
                        body.substring(0, firstChunk),
                        MAX_BODY_BYTES - firstChunk,
                        body.substring(firstChunk));

        assertThat(read(wire, new RequestHead.Framing.Chunked())).hasSize(MAX_BODY_BYTES);
        assertThat(taken()).isPositive().isLessThanOrEqualTo(MAX_BODY_BYTES);
    }

    @Test
    void a_body_of_a_length_takes_no_more_than_its_length() throws WireRefusal {
        assertThat(read("x".repeat(20_000), new RequestHead.Framing.Length(20_000)))
                .hasSize(20_000);
        assertThat(taken()).isEqualTo(20_000 - WireBody.FIRST_ALLOCATION);
    }

    @Test
    void a_usual_body_takes_nothing_however_it_comes() throws WireRefusal {
        var body = "x".repeat(WireBody.FIRST_ALLOCATION);

        assertThat(read(body, new RequestHead.Framing.Length(body.length()))).hasSize(body.length());
        assertThat(read("1\r\nx\r\n1fff\r\n" + body.substring(1) + "\r\n0\r\n\r\n", new RequestHead.Framing.Chunked()))
                .hasSize(body.length());
        assertThat(taken()).isZero();
    }

    @Test
    void a_usual_head_takes_nothing() throws WireRefusal {
        head("GET / HTTP/1.1\r\nHost: x\r\n" + "X-Forwarded-For: 192.0.2.1\r\n".repeat(20) + "\r\n");

        assertThat(taken()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"one line", "a hundred lines", "a long target"})
    void a_large_head_takes_what_it_holds(String shape) throws WireRefusal {
        int length = 7_000;
        head(
                switch (shape) {
                    case "one line" -> "GET / HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(length) + "\r\n\r\n";
                    case "a hundred lines" ->
                        "GET / HTTP/1.1\r\nHost: x\r\n" + ("X: " + "x".repeat(length / 99) + "\r\n").repeat(99)
                                + "\r\n";
                    default -> "GET /" + "x".repeat(length) + " HTTP/1.1\r\nHost: x\r\n\r\n";
                });

        assertThat(taken()).isGreaterThanOrEqualTo(length - 100 - WireHead.USUAL_BYTES);
    }

    @Test
    void a_head_of_more_lines_than_are_taken_is_refused_before_it_is_whole() {
        // Each line is three bytes on the wire and many more as objects.
        var endless = "GET / HTTP/1.1\r\n" + "x\r\n".repeat(101);

        assertThatThrownBy(() -> head(endless))
                .isInstanceOf(WireRefusal.class)
                .hasMessage("at most 100 headers are taken");
    }

    private byte[] read(String wire, RequestHead.Framing framing) throws WireRefusal {
        return new WireBody(new WireInput(Sockets.sending(wire)), MAX_BODY_BYTES, memory.share()).read(framing);
    }

    private void head(String wire) throws WireRefusal {
        new WireHead(new WireInput(Sockets.sending(wire)), memory.share()).read();
    }

    private long taken() {
        return MEGABYTE - memory.left();
    }
}
