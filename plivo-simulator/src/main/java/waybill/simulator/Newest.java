package waybill.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** Keeps the newest entries and forgets the oldest, so that a long run does not fill the memory. For one thread at a time. */
final class Newest<K, V> {

    private final int capacity;
    private final SequencedMap<K, V> entries = new LinkedHashMap<>();

    Newest(int capacity) {
        this.capacity = capacity;
    }

    /** Adds what is not there yet; returns what is forgotten for it. */
    Optional<V> add(K key, V value) {
        entries.putLast(key, value);
        return entries.size() > capacity ? Optional.of(entries.pollFirstEntry().getValue()) : Optional.empty();
    }

    Optional<V> find(K key) {
        return Optional.ofNullable(entries.get(key));
    }

    void remove(K key, V value) {
        entries.remove(key, value);
    }

    /** As they are now: what is added later is not among them. */
    List<V> newestFirst() {
        return List.copyOf(entries.sequencedValues().reversed());
    }
}
