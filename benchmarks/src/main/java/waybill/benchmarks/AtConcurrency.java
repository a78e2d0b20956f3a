package waybill.benchmarks;

import java.util.Optional;

/** Waybill and what it is held against at one concurrency, in turns; medians. */
record AtConcurrency(Options options, Anchors anchors, Waybill waybill, Peer peer) {
    /** Callers need no connection to the database each, pgbench's clients do: the server has 250. */
    private static final int MOST_CLIENTS = 200;

    /** What came out. */
    record Result(
            int connections,
            Anchor anchor,
            Measured commits,
            Measured callbacks,
            Optional<Measured> interleaved,
            Measured plain,
            Measured empty,
            Measured together) {
        Ratio ratio() {
            return Ratio.of(callbacks, commits, anchor);
        }

        void addTo(Figures figures) {
            double one = commits.perSecond();
            figures.add("**callback, verified, folded, committed**", connections, callbacks, one);
            interleaved.ifPresent(measured -> figures.add(InterleavedRun.ROW, connections, measured, one));
            figures.add(anchor.name(), Math.min(connections, MOST_CLIENTS), commits, one);
            figures.add("plain handler, one row a callback", connections, plain, one);
            figures.add("empty 204, body read", connections, empty, one);
            figures.add("64 rows a commit (JDBC), rows", Anchors.CONNECTIONS_TOGETHER, together, one);
        }
    }

    Result measure(int connections, double expected) throws InterruptedException {
        var oneRow = anchors.oneRow();
        var manyRows = anchors.manyRows();
        var commits = new Rounds();
        var callbacks = new Rounds();
        var interleaved = new Rounds();
        var plain = new Rounds();
        var empty = new Rounds();
        var together = new Rounds();
        for (int round = 0; round < options.rounds(); round++) {
            commits.add(oneRow.measure(Math.min(connections, MOST_CLIENTS), options.length()));
            callbacks.add(waybill.run(connections, options.length(), new Pace.Closed(), expected));
            if (connections == QuickRun.CONNECTIONS) {
                interleaved.add(waybill.runInterleaved(connections, options.length(), expected));
            }
            plain.add(peer.plain(connections, options.length(), -2 - round));
            empty.add(peer.empty(connections, options.length()));
            together.add(manyRows.measure(Anchors.CONNECTIONS_TOGETHER, options.length()));
        }
        return new Result(
                connections,
                oneRow,
                commits.upperMedian(),
                callbacks.lowerMedian(),
                interleaved.isEmpty() ? Optional.empty() : Optional.of(interleaved.lowerMedian()),
                plain.upperMedian(),
                empty.upperMedian(),
                together.upperMedian());
    }
}
