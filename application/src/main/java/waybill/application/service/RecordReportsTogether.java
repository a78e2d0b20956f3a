package waybill.application.service;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import waybill.application.port.in.RecordDeliveryReports;
import waybill.application.port.out.ReceivedReport;
import waybill.application.port.out.StoreUnavailable;
import waybill.application.service.GroupCommit.Result;

/** Records reports together with those of other callers. */
public final class RecordReportsTogether implements RecordDeliveryReports {
    private final GroupCommit<ReceivedReport, Outcome> group;

    public RecordReportsTogether(GroupCommit<ReceivedReport, Outcome> group) {
        this.group = requireNonNull(group, "group");
    }

    /** In case of doubt they were not stored: who is told so sends them again, which changes nothing. */
    @Override
    public List<Outcome> record(List<ReceivedReport> reports) {
        var outcomes = new ArrayList<Outcome>(reports.size());
        for (var report : reports) {
            outcomes.add(record(report));
        }
        return outcomes;
    }

    private Outcome record(ReceivedReport report) {
        return switch (group.commit(report)) {
            case Result.Committed<Outcome>(var outcome) -> outcome;
            case Result.NotBegun<Outcome>(var reason) -> throw new StoreUnavailable("not recorded: " + reason);
            case Result.Undecided<Outcome>() -> throw new StoreUnavailable("not recorded in time");
        };
    }
}
