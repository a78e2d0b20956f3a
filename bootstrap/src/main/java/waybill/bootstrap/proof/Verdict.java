package waybill.bootstrap.proof;

import java.io.PrintStream;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import waybill.bootstrap.proof.Examiner.Examined;
import waybill.bootstrap.proof.Findings.Fault;
import waybill.bootstrap.proof.Front.Mishap;

/** The table of a proof, and its last line. */
record Verdict(
        ProofOptions options,
        int messages,
        Saboteur saboteur,
        Weather weather,
        Front front,
        Forgeries forgeries,
        Examined examined) {
    private static final int MESSAGES_PER_MINUTE = 1_000;
    private static final int KILLS_PER_MINUTE = 10;
    private static final double MS_PER_MINUTE = 60_000;
    private static final int MOST_SHOWN = 10;
    private static final String ROW = "%-62s %8d%n";

    /** Returns whether it is proved. */
    boolean print(PrintStream out) {
        out.println();
        out.printf(ROW, "messages accepted", messages);
        saboteur.done().forEach((kind, times) -> out.printf(ROW, "killed: " + kind.what(), times));
        Stream.of(Weather.Kind.values())
                .forEach(kind -> out.printf(ROW, kind.what(), weather.done().getOrDefault(kind, 0)));
        Stream.of(Mishap.values())
                .forEach(mishap -> out.printf(ROW, mishap.what(), front.done().getOrDefault(mishap, 0)));
        out.printf(ROW, "forged callbacks tried", forgeries.tried());
        out.printf(ROW, "ends of which Plivo could not tell us, given up or never sent", examined.givenUp());
        out.printf(ROW, "ends that only a look-up told", examined.healed());
        out.printf(ROW, "ended unconfirmed, and Plivo took it", examined.unconfirmed());
        out.printf(ROW, "ended unconfirmed, and Plivo never took it", examined.untaken());
        out.printf(ROW, "messages with reports on the shared URL, the first before their id", examined.matched());
        out.printf(ROW, "ids of which reports are kept without a message", examined.orphans());
        for (var fault : Fault.values()) {
            out.printf(ROW, name(fault), examined.findings().of(fault).size());
        }
        for (var fault : Fault.values()) {
            examined.findings().of(fault).stream()
                    .limit(MOST_SHOWN)
                    .forEach(finding -> out.println(fault + " " + finding));
        }
        out.printf("%s seed=%d messages=%d kills=%d %s%n", verdict(), options.seed(), messages, kills(), faults());
        return isSound() && isEnough();
    }

    private String verdict() {
        if (!isSound()) {
            return "BROKEN";
        }
        return isEnough() ? "PROVED" : "TOO LITTLE TRIED";
    }

    private boolean isSound() {
        return examined.findings().isEmpty();
    }

    private boolean isEnough() {
        double minutes = options.load().toMillis() / MS_PER_MINUTE;
        return messages >= (int) (minutes * MESSAGES_PER_MINUTE) && kills() >= (int) (minutes * KILLS_PER_MINUTE);
    }

    private int kills() {
        return saboteur.done().values().stream().mapToInt(Integer::intValue).sum();
    }

    private String faults() {
        return Stream.of(Fault.values())
                .map(fault -> name(fault) + "=" + examined.findings().of(fault).size())
                .collect(Collectors.joining(" "));
    }

    private static String name(Fault fault) {
        return fault.name().toLowerCase(Locale.ROOT);
    }
}
