package waybill.bootstrap.proof;

import java.util.List;
import java.util.stream.Stream;

/** A process and all that it started, standing still until this is closed. */
record StoodStill(List<Long> pids) implements AutoCloseable {
    static StoodStill withAllItStarted(long pid) {
        // First the one that would start processes for further connections, which nobody would stop.
        Signal.STOP.send(pid);
        var all = Stream.concat(
                        Stream.of(pid),
                        ProcessHandle.of(pid).stream()
                                .flatMap(ProcessHandle::descendants)
                                .map(ProcessHandle::pid))
                .toList();
        all.forEach(Signal.STOP::send);
        return new StoodStill(all);
    }

    @Override
    public void close() {
        pids.reversed().forEach(Signal.CONT::send);
    }
}
