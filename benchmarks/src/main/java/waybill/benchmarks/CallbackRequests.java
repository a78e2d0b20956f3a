package waybill.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.UUID;
import java.util.stream.IntStream;

/** Callbacks made and signed before the clock runs, so that sending one is copying bytes. */
final class CallbackRequests {
    static final String PATH = "/callbacks/delivery-status/";

    private CallbackRequests() {}

    /** All reports of every message: those of the n-th begin at n times their number. */
    static byte[][] of(Corpus corpus) {
        var steps = Step.values();
        var requests = new byte[corpus.size() * steps.length][];
        IntStream.range(0, corpus.size()).parallel().forEach(index -> {
            var signer = new Signer(Account.TOKEN);
            for (var step : steps) {
                requests[index * steps.length + step.place()] = of(corpus, index, step, signer);
            }
        });
        return requests;
    }

    static byte[] of(Corpus corpus, int index, Step step, Signer signer) {
        var form = CallbackForm.of(corpus, index, step);
        var path = PATH + corpus.id(index);
        var nonce = new UUID(index, step.place()).toString();
        return post(
                path,
                "application/x-www-form-urlencoded",
                "X-Plivo-Signature-V3: %s\r\nX-Plivo-Signature-V3-Nonce: %s\r\n"
                        .formatted(signer.v3(Account.PUBLIC_URL + path, form, nonce), nonce),
                form.body());
    }

    /** @param headers each ended by CRLF */
    static byte[] post(String path, String contentType, String headers, String body) {
        return """
                POST %s HTTP/1.1\r
                Host: 127.0.0.1\r
                User-Agent: waybill-bench\r
                Content-Type: %s\r
                Content-Length: %d\r
                %s\r
                %s""".formatted(path, contentType, body.length(), headers, body).getBytes(US_ASCII);
    }
}
