package waybill.benchmarks;

import java.util.Locale;

/** Collects what was measured into one table. */
final class Figures {
    private final Table table;

    /** @param anchor what the last column is a ratio to */
    Figures(Anchor anchor) {
        table = new Table(
                "what",
                "conn.",
                "per second",
                "p50 ms",
                "p99 ms",
                "p99.9 ms",
                "CPU µs: server",
                "PostgreSQL",
                "generator",
                "× " + anchor.shortName());
    }

    /** @param anchor the one-row commits per second at the same concurrency */
    void add(String what, int connections, Measured measured, double anchor) {
        table.row(
                what,
                String.valueOf(connections),
                number("%,.0f", measured.perSecond()),
                number("%.2f", measured.latencies().millis(0.5)),
                number("%.2f", measured.latencies().millis(0.99)),
                number("%.2f", measured.latencies().millis(0.999)),
                cpu(measured, measured.cpu().server()),
                cpu(measured, measured.cpu().postgres()),
                cpu(measured, measured.cpu().generator()),
                number("%.2f", measured.perSecond() / anchor));
    }

    static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    private static String cpu(Measured measured, long nanos) {
        return nanos == 0 ? "" : number("%.0f", measured.micros(nanos));
    }

    @Override
    public String toString() {
        return table.toString();
    }
}
