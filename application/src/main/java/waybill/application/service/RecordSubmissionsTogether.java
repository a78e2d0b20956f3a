package waybill.application.service;

import static java.util.Objects.requireNonNull;

import waybill.application.port.out.StoreUnavailable;
import waybill.application.service.GroupCommit.Result;
import waybill.application.service.NewEvidence.Disposition;
import waybill.application.service.NewEvidence.Ended;
import waybill.domain.Evidence.SubmissionEnded;
import waybill.domain.MessageId;

/** Records outcomes of submissions together with the evidence of other callers. */
public final class RecordSubmissionsTogether implements RecordSubmission {
    private final GroupCommit<NewEvidence, Disposition> group;

    public RecordSubmissionsTogether(GroupCommit<NewEvidence, Disposition> group) {
        this.group = requireNonNull(group, "group");
    }

    /** In case of doubt it was not stored: an outcome that is recorded twice is one. */
    @Override
    public void record(MessageId id, SubmissionEnded attempt) {
        switch (group.commit(new Ended(id, attempt))) {
            case Result.Committed<Disposition>(var recorded) -> {
                if (recorded == Disposition.OfAttempt.CONTENDED) {
                    throw new StoreUnavailable("message %s changed too often".formatted(id));
                }
            }
            case Result.NotBegun<Disposition>(var reason) -> throw new StoreUnavailable("not recorded: " + reason);
            case Result.Undecided<Disposition>() -> throw new StoreUnavailable("not recorded in time");
        }
    }
}
