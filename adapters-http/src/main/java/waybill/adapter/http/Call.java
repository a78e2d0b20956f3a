package waybill.adapter.http;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import waybill.application.port.out.RawBody;
import waybill.domain.Fingerprint;

/**
 * A request, whole.
 *
 * @param path undecoded
 * @param query undecoded, without the {@code ?}; empty when there is none
 * @param variable what stands in the path where the route has a variable, undecoded
 * @param caller whose request it is; empty on open routes
 * @param headers by name in lower case, each with its values in order
 */
record Call(
        String method,
        String path,
        String query,
        Optional<String> variable,
        Optional<Fingerprint> caller,
        Map<String, List<String>> headers,
        RawBody body) {
    Call {
        requireNonNull(method, "method");
        requireNonNull(path, "path");
        requireNonNull(query, "query");
        requireNonNull(variable, "variable");
        requireNonNull(caller, "caller");
        headers = Map.copyOf(headers);
        requireNonNull(body, "body");
    }

    List<String> header(String name) {
        return headers.getOrDefault(name, List.of());
    }
}
