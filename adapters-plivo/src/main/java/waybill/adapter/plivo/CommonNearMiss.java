package waybill.adapter.plivo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** Remembers the refusals looked into lately, and tells the near miss that most of them share. Thread-safe. */
final class CommonNearMiss {
    static final int FEWEST = 5;
    static final int REMEMBERED = 20;

    /** Plivo gives a callback up after seven minutes: what is older is not the trouble of now. */
    static final long NANOS_REMEMBERED = 600_000_000_000L;

    private final LongSupplier nanoTime;
    private final Deque<Refusal> lately = new ArrayDeque<>();
    private Optional<String> told = Optional.empty();

    CommonNearMiss(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Returns the near miss that most share from now on, if that is news. */
    synchronized Optional<String> add(Optional<String> nearMiss) {
        if (lately.size() == REMEMBERED) {
            lately.removeFirst();
        }
        lately.addLast(new Refusal(nanoTime.getAsLong(), nearMiss));
        var news = find().filter(found -> !told.equals(Optional.of(found)));
        if (news.isPresent()) {
            told = news;
        }
        return news;
    }

    synchronized Optional<String> find() {
        long now = nanoTime.getAsLong();
        lately.removeIf(refusal -> now - refusal.atNanos() > NANOS_REMEMBERED);
        var times = lately.stream()
                .flatMap(refusal -> refusal.nearMiss().stream())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return times.entrySet().stream()
                .filter(counted -> counted.getValue() >= FEWEST && 2 * counted.getValue() > lately.size())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** @param nearMiss a sentence; empty when nothing near would have matched */
    private record Refusal(long atNanos, Optional<String> nearMiss) {}
}
