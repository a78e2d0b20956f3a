package waybill.application.service;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import waybill.application.port.in.RecordDeliveryReports;
import waybill.application.port.out.ReceivedReport;
import waybill.application.port.out.StoreUnavailable;
import waybill.application.service.GroupCommit.Result;
import waybill.application.service.NewEvidence.Disposition;
import waybill.application.service.NewEvidence.Reported;

/** Records reports together with the evidence of other callers. */
public final class RecordReportsTogether implements RecordDeliveryReports {
    private final GroupCommit<NewEvidence, Disposition> group;

    public RecordReportsTogether(GroupCommit<NewEvidence, Disposition> group) {
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
        return switch (group.commit(new Reported(report))) {
            case Result.Committed<Disposition>(Disposition.OfReport(var outcome)) -> outcome;
            case Result.Committed<Disposition>(Disposition.OfAttempt _) ->
                throw new IllegalStateException("not of a report");
            case Result.NotBegun<Disposition>(var reason) -> throw new StoreUnavailable("not recorded: " + reason);
            case Result.Undecided<Disposition>() -> throw new StoreUnavailable("not recorded in time");
        };
    }
}
