package waybill.application.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import waybill.application.port.out.GatewayProbe;
import waybill.application.port.out.MessageLookup;
import waybill.application.port.out.RawBody;
import waybill.application.port.out.SmsGateway;
import waybill.domain.ErrorCode;
import waybill.domain.MessageId;
import waybill.domain.ProviderId;
import waybill.domain.Refusal;
import waybill.domain.ReportedStatus;
import waybill.domain.SubmissionOutcome;

/** Plivo and the network to it. What it has taken, how often and what became of it, is the truth. */
final class Plivo implements SmsGateway, MessageLookup, GatewayProbe {
    static final Duration API_TIMEOUT = Duration.ofSeconds(8);

    private static final Duration QUICK = Duration.ofMillis(300);
    private static final Duration SLOW = API_TIMEOUT.multipliedBy(2);
    private static final Duration LONGEST_STAGE = Duration.ofSeconds(20);
    private static final Duration LONGEST_LAG_OF_LIST = Duration.ofSeconds(60);
    private static final ErrorCode UNREACHABLE = new ErrorCode("80");

    private final World world;
    private final Callbacks callbacks;
    private final Map<ProviderId, Carried> carried = new LinkedHashMap<>();
    private final Map<MessageId, Boolean> refuses = new HashMap<>();

    Plivo(World world, Callbacks callbacks) {
        this.world = world;
        this.callbacks = callbacks;
    }

    /** A message that Plivo took, and how far it has come. */
    static final class Carried {
        private final ProviderId providerId;
        private final MessageId messageId;
        private final String to;
        private final boolean onSharedUrl;
        private final Instant takenAt;
        private final Instant listedFrom;
        private ReportedStatus status = ReportedStatus.QUEUED;

        Carried(
                ProviderId providerId,
                MessageId messageId,
                String to,
                boolean onSharedUrl,
                Instant takenAt,
                Instant listedFrom) {
            this.providerId = providerId;
            this.messageId = messageId;
            this.to = to;
            this.onSharedUrl = onSharedUrl;
            this.takenAt = takenAt;
            this.listedFrom = listedFrom;
        }

        /** From when on Plivo's list has it. */
        Instant listedFrom() {
            return listedFrom;
        }

        Instant takenAt() {
            return takenAt;
        }

        ProviderId providerId() {
            return providerId;
        }

        /** What Plivo says of it now; nothing but its status changes from one word to the next. */
        Word word() {
            return new Word(providerId, status, errorCode(), to);
        }

        Optional<MessageId> ownUrl() {
            return onSharedUrl ? Optional.empty() : Optional.of(messageId);
        }

        ReportedStatus status() {
            return status;
        }

        ErrorCode errorCode() {
            return status == ReportedStatus.UNDELIVERED || status == ReportedStatus.FAILED
                    ? UNREACHABLE
                    : ErrorCode.NONE;
        }
    }

    /** All that it took. */
    Collection<Carried> carried() {
        return carried.values();
    }

    /** All that it took for a message; more than one is the worst that can happen. */
    List<Carried> carriedFor(MessageId id) {
        return carried.values().stream().filter(one -> one.messageId.equals(id)).toList();
    }

    @Override
    public SubmissionOutcome submit(Submission submission) {
        if (world.fates.strikes(Mishap.PLIVO_UNREACHABLE)) {
            return new SubmissionOutcome.NotAccepted("connection refused", Optional.empty());
        }
        var response = world.scheduler.<SubmissionOutcome>reply();
        // The request is on its way, whatever becomes of the node that made it.
        outside("request for " + world.nameOf(submission.id()), () -> {
            travel(Mishap.REQUEST_SLOW);
            var outcome = answer(submission);
            world.scheduler.note("Plivo answers " + outcome);
            travel(Mishap.RESPONSE_SLOW);
            response.complete(outcome);
        });
        return response.await(API_TIMEOUT).orElseGet(() -> new SubmissionOutcome.Unknown("no answer in time"));
    }

    private SubmissionOutcome answer(Submission submission) {
        if (world.fates.strikes(Mishap.PLIVO_BUSY)) {
            var retryAfter = world.fates.heads() ? Optional.of(Duration.ofSeconds(2)) : Optional.<Duration>empty();
            return new SubmissionOutcome.NotAccepted("HTTP 429", retryAfter);
        }
        if (world.fates.strikes(Mishap.PLIVO_UNAUTHORIZED)) {
            return new SubmissionOutcome.Unauthorized();
        }
        if (refuses.computeIfAbsent(submission.id(), _ -> world.fates.strikes(Mishap.MESSAGE_REFUSED))) {
            return new SubmissionOutcome.Refused(new Refusal(400, "dst is invalid"));
        }
        if (world.fates.strikes(Mishap.PLIVO_ERROR)) {
            if (world.fates.heads()) {
                take(submission);
            }
            return new SubmissionOutcome.Unknown("HTTP 500");
        }
        return new SubmissionOutcome.Accepted(take(submission));
    }

    private ProviderId take(Submission submission) {
        var one = new Carried(
                new ProviderId("plivo-" + (carried.size() + 1)),
                submission.id(),
                submission.to().digits(),
                world.fates.strikes(Mishap.SHARED_URL),
                world.time.instant(),
                world.time.instant().plus(world.fates.upTo(LONGEST_LAG_OF_LIST)));
        carried.put(one.providerId, one);
        outside("carries " + world.nameOf(one.messageId), () -> carry(one));
        return one.providerId;
    }

    /** Each stage is told as it is reached, and the next does not wait for that. */
    private void carry(Carried one) {
        callbacks.tell(one);
        world.scheduler.sleep(world.fates.upTo(LONGEST_STAGE));
        boolean fails = world.fates.strikes(Mishap.MESSAGE_FAILS);
        if (fails && world.fates.heads()) {
            reach(one, ReportedStatus.FAILED);
            return;
        }
        reach(one, ReportedStatus.SENT);
        if (!world.fates.strikes(Mishap.CARRIER_SILENT)) {
            world.scheduler.sleep(world.fates.upTo(LONGEST_STAGE));
            reach(one, fails ? ReportedStatus.UNDELIVERED : ReportedStatus.DELIVERED);
        }
    }

    private void reach(Carried one, ReportedStatus status) {
        one.status = status;
        callbacks.tell(one);
    }

    @Override
    public Answer look(ProviderId id) {
        return ask(
                        Mishap.LOOKUP_FAILS,
                        "look-up of " + id,
                        () -> Optional.ofNullable(carried.get(id))
                                .<Answer>map(this::found)
                                .orElseGet(Answer.NotFound::new))
                .orElseGet(() -> new Answer.Unavailable("no answer"));
    }

    /** A request that changes nothing; empty when it is not answered in time. */
    <T> Optional<T> ask(Mishap failure, String name, Supplier<T> question) {
        if (world.fates.strikes(failure)) {
            return Optional.empty();
        }
        var response = world.scheduler.<T>reply();
        outside(name, () -> {
            travel(Mishap.REQUEST_SLOW);
            var answer = question.get();
            travel(Mishap.RESPONSE_SLOW);
            response.complete(answer);
        });
        return response.await(API_TIMEOUT);
    }

    private Answer found(Carried one) {
        var word = one.word();
        return new Answer.Found(
                word.report("api ", Optional.empty(), Optional.empty(), world.time.instant()),
                new RawBody(word.body().bytes()));
    }

    @Override
    public boolean answers() {
        return !world.fates.strikes(Mishap.PLIVO_UNREACHABLE);
    }

    private void travel(Mishap slowness) {
        world.scheduler.sleep(world.fates.upTo(world.fates.strikes(slowness) ? SLOW : QUICK));
    }

    private void outside(String name, Runnable body) {
        world.scheduler.spawn(world.outside, name, body);
    }
}
