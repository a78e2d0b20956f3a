package waybill.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import waybill.application.port.out.CallbackAuthenticator.CallbackRequest;
import waybill.application.port.out.RawBody;

/** A prepared request as the server's side sees it. */
final class PreparedCallback {
    private PreparedCallback() {}

    static CallbackRequest read(byte[] request) {
        var parts = new String(request, US_ASCII).split("\r\n\r\n", 2);
        var lines = parts[0].split("\r\n", -1);
        var path = lines[0].split(" ", -1)[1];
        var headers = new HashMap<String, List<String>>();
        for (int i = 1; i < lines.length; i++) {
            var header = lines[i].split(": ", 2);
            headers.put(header[0].toLowerCase(Locale.ROOT), List.of(header[1]));
        }
        return new CallbackRequest(
                "POST",
                path,
                "",
                Optional.of(path.substring(CallbackRequests.PATH.length())),
                headers,
                new RawBody(parts[1].getBytes(US_ASCII)),
                Instant.EPOCH);
    }
}
