package waybill.adapter.plivo;

import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.Dns;

/**
 * The addresses of the API's host, last of all the one that was out of reach last. OkHttp would go on to the next address
 * by itself only where it may send a request again as well; so each call tries one address, and the next call another.
 * Thread-safe.
 */
final class Addresses implements Dns {
    private final Dns names;
    private final AtomicLong failures = new AtomicLong();
    private final Map<InetAddress, Long> lastFailure = new ConcurrentHashMap<>();

    Addresses(Dns names) {
        this.names = requireNonNull(names, "names");
    }

    @Override
    public List<InetAddress> lookup(String host) throws UnknownHostException {
        var found = names.lookup(host);
        lastFailure.keySet().retainAll(found);
        var failed = Map.copyOf(lastFailure);
        return found.stream()
                .sorted(comparing(address -> failed.getOrDefault(address, 0L)))
                .toList();
    }

    void reached(InetAddress address) {
        lastFailure.remove(address);
    }

    void notReached(InetAddress address) {
        lastFailure.put(address, failures.incrementAndGet());
    }
}
