package waybill.simulator;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Keeps the newest entries and forgets the oldest, so that a long run does not fill the memory. */
final class Newest<K, V> {

    private final int capacity;
    private final Map<K, V> byKey = new ConcurrentHashMap<>();
    private final ConcurrentNavigableMap<Long, Map.Entry<K, V>> byAge = new ConcurrentSkipListMap<>();
    private final AtomicLong added = new AtomicLong();

    Newest(int capacity) {
        this.capacity = capacity;
    }

    V computeIfAbsent(K key, Supplier<V> value) {
        var found = byKey.get(key);
        return found == null ? byKey.computeIfAbsent(key, k -> remembered(k, value.get())) : found;
    }

    Optional<V> find(K key) {
        return Optional.ofNullable(byKey.get(key));
    }

    Stream<V> newestFirst() {
        return byAge.descendingMap().values().stream().map(Map.Entry::getValue);
    }

    /** Called inside {@code computeIfAbsent}; forgetting another key there could deadlock, so it happens outside. */
    private V remembered(K key, V value) {
        byAge.put(added.incrementAndGet(), Map.entry(key, value));
        return value;
    }

    /** Forgets what is too old; call it after adding. */
    void trim() {
        for (var oldest = byAge.headMap(added.get() - capacity, true).pollFirstEntry();
                oldest != null;
                oldest = byAge.headMap(added.get() - capacity, true).pollFirstEntry()) {
            byKey.remove(oldest.getValue().getKey());
        }
    }
}
