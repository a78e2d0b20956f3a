package waybill.application.service;

import java.util.List;
import waybill.application.port.in.RecordDeliveryReports;
import waybill.application.port.out.ReceivedReport;
import waybill.application.port.out.StoreUnavailable;
import waybill.application.service.NewEvidence.Disposition;
import waybill.application.service.NewEvidence.Ended;
import waybill.application.service.NewEvidence.Reported;
import waybill.domain.Evidence.SubmissionEnded;
import waybill.domain.MessageId;

/** Records at once what is otherwise gathered with that of other callers. */
record DirectRecorder(EvidenceRecorder recorder) implements RecordDeliveryReports, RecordSubmission {
    @Override
    public List<Outcome> record(List<ReceivedReport> reports) {
        return recordAll(reports.stream().<NewEvidence>map(Reported::new).toList()).stream()
                .map(Disposition.OfReport.class::cast)
                .map(Disposition.OfReport::outcome)
                .toList();
    }

    @Override
    public void record(MessageId id, SubmissionEnded attempt) {
        if (recordAll(List.of(new Ended(id, attempt))).contains(Disposition.OfAttempt.CONTENDED)) {
            throw new StoreUnavailable("message %s changed too often".formatted(id));
        }
    }

    List<Disposition> recordAll(List<NewEvidence> all) {
        return recorder.record(all);
    }
}
