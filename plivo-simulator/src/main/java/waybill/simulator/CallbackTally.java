package waybill.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what became of one message's callbacks, each report for itself. */
final class CallbackTally {

    private final Map<Integer, ReportTruth> reports = new TreeMap<>();
    private int tried;

    synchronized void generatedOne(Parameters report) {
        count(report, 1, 0, 0, 0);
    }

    synchronized void withheldOne(Parameters report) {
        count(report, 0, 1, 0, 0);
    }

    synchronized void triedOne() {
        tried++;
    }

    synchronized void acknowledgedOne(Parameters report) {
        count(report, 0, 0, 1, 0);
    }

    synchronized void gaveUpOne(Parameters report) {
        count(report, 0, 0, 0, 1);
    }

    synchronized List<ReportTruth> reports() {
        return new ArrayList<>(reports.values());
    }

    synchronized CallbackCounts counts() {
        var all = reports.values();
        return new CallbackCounts(
                all.stream().mapToInt(ReportTruth::generated).sum(),
                all.stream().mapToInt(ReportTruth::withheld).sum(),
                tried,
                all.stream().mapToInt(ReportTruth::acknowledged).sum(),
                all.stream().mapToInt(ReportTruth::givenUp).sum());
    }

    private void count(Parameters report, int generated, int withheld, int acknowledged, int givenUp) {
        int sequence = Integer.parseInt(report.first("Sequence").orElseThrow());
        var status = report.first("Status").orElseThrow();
        reports.merge(
                sequence,
                new ReportTruth(sequence, status, generated, withheld, acknowledged, givenUp),
                ReportTruth::plus);
    }
}
