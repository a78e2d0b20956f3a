package waybill.application.port.out;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import waybill.domain.ProviderId;
import waybill.domain.SubmissionOutcome;

/** A gateway that sends nothing: it accepts all it is given, unless told otherwise, and remembers it. */
public final class InMemoryGateway implements SmsGateway {
    private final List<Submission> submissions = new ArrayList<>();
    private final Deque<SubmissionOutcome> next = new ArrayDeque<>();
    private Function<Submission, SubmissionOutcome> otherwise = InMemoryGateway::accepted;

    @Override
    public synchronized SubmissionOutcome submit(Submission submission) {
        submissions.add(submission);
        var scripted = next.poll();
        return scripted == null ? otherwise.apply(submission) : scripted;
    }

    /** The outcome of the next submission for which none is set yet. */
    public synchronized void answerNext(SubmissionOutcome outcome) {
        next.add(outcome);
    }

    /** The outcome of every submission for which none is set. */
    public synchronized void answerAll(Function<Submission, SubmissionOutcome> outcome) {
        otherwise = outcome;
    }

    /** What was submitted, in order. */
    public synchronized List<Submission> submissions() {
        return List.copyOf(submissions);
    }

    /** The outcome of a submission for which nothing else is set: the provider's id is made from ours. */
    public static SubmissionOutcome accepted(Submission submission) {
        return new SubmissionOutcome.Accepted(new ProviderId("plivo-" + submission.id()));
    }
}
