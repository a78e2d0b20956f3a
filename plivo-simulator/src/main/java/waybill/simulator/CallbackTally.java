package waybill.simulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Counts what became of one message's callbacks, each report for itself. There are very many of these: they are small. */
final class CallbackTally {

    /** In the order of their sequence, which begins with 1. */
    private Fate[] fates = {};

    private int tried;

    /** What became of one report: more than a few copies of it there never are. */
    private static final class Fate {
        private final String status;
        private byte generated;
        private byte withheld;
        private byte acknowledged;
        private byte givenUp;

        Fate(String status) {
            this.status = status;
        }

        ReportTruth truth(int sequence) {
            return new ReportTruth(sequence, status, generated, withheld, acknowledged, givenUp);
        }
    }

    /** @param sequence of a report that was counted before, or of the next one */
    synchronized void generatedOne(int sequence, String status) {
        fate(sequence, status).generated++;
    }

    /** @param sequence of a report that was counted before, or of the next one */
    synchronized void withheldOne(int sequence, String status) {
        fate(sequence, status).withheld++;
    }

    synchronized void triedOne() {
        tried++;
    }

    synchronized void acknowledgedOne(int sequence) {
        fates[sequence - 1].acknowledged++;
    }

    synchronized void gaveUpOne(int sequence) {
        fates[sequence - 1].givenUp++;
    }

    synchronized List<ReportTruth> reports() {
        var reports = new ArrayList<ReportTruth>(fates.length);
        for (var fate : fates) {
            reports.add(fate.truth(reports.size() + 1));
        }
        return reports;
    }

    synchronized CallbackCounts counts() {
        var counts = new CallbackCounts(0, 0, tried, 0, 0);
        for (var fate : fates) {
            counts = counts.plus(new CallbackCounts(fate.generated, fate.withheld, 0, fate.acknowledged, fate.givenUp));
        }
        return counts;
    }

    private Fate fate(int sequence, String status) {
        if (sequence > fates.length) {
            fates = Arrays.copyOf(fates, sequence);
            fates[sequence - 1] = new Fate(status);
        }
        return fates[sequence - 1];
    }
}
