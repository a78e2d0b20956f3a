package waybill.domain;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import waybill.domain.Evidence.Reported;

/**
 * One SMS and what is known of it.
 *
 * @param createdAt the time in its id; of messages from before that was so, up to some seconds from it
 * @param expiresAt after this moment it is no longer submitted
 * @param furtherIds under how many ids more than one the provider knows it; above 0 it was sent more than once
 * @param closing that it was closed without an end; an end needs none
 */
public record Message(
        MessageId id,
        Sender from,
        PhoneNumber to,
        MessageText text,
        Optional<ClientReference> clientReference,
        Instant createdAt,
        Instant expiresAt,
        DeliveryState state,
        int furtherIds,
        Optional<Closing> closing) {

    public Message {
        requireNonNull(id, "id");
        requireNonNull(from, "from");
        requireNonNull(to, "to");
        requireNonNull(text, "text");
        requireNonNull(clientReference, "clientReference");
        requireNonNull(createdAt, "createdAt");
        requireNonNull(expiresAt, "expiresAt");
        requireNonNull(state, "state");
        requireNonNull(closing, "closing");
    }

    /**
     * A message that waits to be submitted. Its time is that of its id and no other: lists look by the id for what is asked
     * for by the time.
     *
     * @param expiresIn how long it may wait
     */
    public static Message accepted(
            MessageId id,
            Sender from,
            PhoneNumber to,
            MessageText text,
            Optional<ClientReference> clientReference,
            Duration expiresIn) {
        var now = id.madeAt();
        var state = new DeliveryState.Accepted(now);
        return new Message(id, from, to, text, clientReference, now, now.plus(expiresIn), state, 0, Optional.empty());
    }

    /**
     * Whether {@code evidence} can only be judged with the whole history at hand, because it speaks of another id of the
     * provider's than the one shown, or may do so: an end without an id does not tell whether ids were named before.
     */
    public boolean needsHistoryFor(Evidence evidence) {
        var claimedId = Claims.of(evidence).flatMap(DeliveryState::providerIdIfKnown);
        var shownId = state.providerIdIfKnown();
        boolean noneWasNamed = shownId.isEmpty() && !(state instanceof DeliveryState.Final);
        return claimedId.isPresent() && (furtherIds > 0 || !(noneWasNamed || shownId.equals(claimedId)));
    }

    /** Judges evidence that the ledger does not hold yet and for which no history is needed. */
    public Transition on(Evidence evidence) {
        if (needsHistoryFor(evidence)) {
            throw new IllegalStateException("evidence for another provider id is judged with the history at hand");
        }
        var claim = Claims.of(evidence);
        var verdict = verdict(claim, state);
        return new Transition(this, verdict == Verdict.APPLIED ? with(claim.orElseThrow(), furtherIds) : this, verdict);
    }

    /**
     * Judges evidence against all that came before.
     *
     * @param history all evidence of this message, in the order of the ledger
     */
    public Transition on(Evidence evidence, List<Evidence> history) {
        if (isRepeated(evidence, history)) {
            return new Transition(this, this, Verdict.DUPLICATE);
        }
        var tracks = Tracks.of(createdAt, history);
        var claim = Claims.of(evidence);
        var verdict = verdict(claim, claim.map(tracks::standingFor).orElse(state));
        var next = tracks.with(claim);
        return new Transition(this, with(next.lead(), next.furtherIds()), verdict);
    }

    /** The message as its evidence alone makes it, starting from nothing but its acceptance. */
    public Message refolded(List<Evidence> history) {
        var tracks = Tracks.of(createdAt, history);
        return with(tracks.lead(), tracks.furtherIds());
    }

    /** Whether it may still be handed to the provider, as far as its state goes. */
    public boolean awaitsSubmission() {
        return state instanceof DeliveryState.Accepted || state instanceof DeliveryState.Submitting;
    }

    /** Whether there is nothing left to hand over: it is known to have left, or it has ended. */
    public boolean isPastSubmission() {
        return state.rank().compareTo(DeliveryState.Rank.UNCONFIRMED) > 0;
    }

    /** Whether recipient and text were made unreadable; all else is as it was. */
    public boolean isRedacted() {
        return to.isRedacted();
    }

    /** Without its text, its recipient's number, and what the provider said in refusing it, which may quote either. */
    public Message redacted() {
        var readable = state instanceof DeliveryState.Refused(var refusal, var at)
                ? new DeliveryState.Refused(new Refusal(refusal.httpStatus(), ""), at)
                : state;
        return new Message(
                id,
                from,
                PhoneNumber.REDACTED,
                MessageText.REDACTED,
                clientReference,
                createdAt,
                expiresAt,
                readable,
                furtherIds,
                closing);
    }

    /** When nothing more was awaited; evidence that comes later still counts. */
    public Optional<Instant> closedAt() {
        return state instanceof DeliveryState.Final end ? Optional.of(end.since()) : closing.map(Closing::at);
    }

    /** How it closed: with the status it ended in, or with what stands for an end that never became known. */
    public Optional<String> outcome() {
        return state instanceof DeliveryState.Final
                ? Optional.of(state.status().text())
                : closing.map(closed -> closed.outcome().text());
    }

    /** Whether it has left, or may have, and a report of its end is still awaited. */
    public boolean awaitsReport() {
        return closedAt().isEmpty() && Closing.Outcome.of(state).isPresent();
    }

    /**
     * When a message that awaits a report is closed unless its status changes before.
     *
     * @param closeAfter how long one status may last
     */
    public Instant closesAt(Duration closeAfter) {
        return state.since().plus(closeAfter);
    }

    /**
     * Closes a message whose end did not become known in time, by how far it came. As it is when it has closed already,
     * or when it may still be submitted: then its deadline ends it.
     */
    public Message closedWithoutEnd(Instant at) {
        return closedAt().isPresent()
                ? this
                : Closing.Outcome.of(state)
                        .map(outcome -> with(state, furtherIds, Optional.of(new Closing(outcome, at))))
                        .orElse(this);
    }

    /**
     * Whether a report that is not itself authenticated can be of this message: recipient, sender and the provider's id,
     * as far as it is known, must be the message's own.
     */
    public boolean agreesWith(DeliveryReport report, List<Evidence> history) {
        var knownIds = Tracks.of(createdAt, history).byId().keySet();
        return numbersAgreeWith(report) && (knownIds.isEmpty() || knownIds.contains(report.wholeId()));
    }

    /** As {@link #agreesWith(DeliveryReport, List)}, for a message that goes under one id at most. */
    public boolean agreesWith(DeliveryReport report) {
        return numbersAgreeWith(report)
                && state.providerIdIfKnown().map(report.wholeId()::equals).orElse(true);
    }

    private boolean numbersAgreeWith(DeliveryReport report) {
        return report.isTo(to)
                && switch (report.isFrom(from)) {
                    case YES -> true;
                    case NO -> false;
                    // A number or name is always told; which powerpack picked the number may not be.
                    case UNTOLD -> from instanceof Sender.Powerpack;
                };
    }

    private static boolean isRepeated(Evidence evidence, List<Evidence> history) {
        return evidence instanceof Reported(var report)
                && history.stream()
                        .anyMatch(known -> known instanceof Reported(var first)
                                && first.fingerprint().equals(report.fingerprint()));
    }

    private static Verdict verdict(Optional<DeliveryState> claim, DeliveryState standing) {
        if (claim.isEmpty()) {
            return Verdict.STALE;
        }
        if (claim.get().isAheadOf(standing)) {
            return Verdict.APPLIED;
        }
        return claim.get().contradicts(standing) ? Verdict.CONTRADICTORY : Verdict.STALE;
    }

    /** A new status opens what was closed without an end: it ends now, or something is awaited again. */
    private Message with(DeliveryState next, int nextFurtherIds) {
        return with(next, nextFurtherIds, closing.filter(_ -> next.status() == state.status()));
    }

    private Message with(DeliveryState next, int nextFurtherIds, Optional<Closing> nextClosing) {
        return new Message(
                id, from, to, text, clientReference, createdAt, expiresAt, next, nextFurtherIds, nextClosing);
    }
}
