package waybill.application.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import waybill.application.port.out.MessageQuery;
import waybill.application.port.out.OrphanReport;
import waybill.application.port.out.OrphanReports.OrphanQuery;
import waybill.application.port.out.Timeline.AttemptEntry;
import waybill.application.port.out.Timeline.Entry;
import waybill.application.port.out.Timeline.EventEntry;
import waybill.application.port.out.Timeline.ReportEntry;
import waybill.application.simulation.Plivo.Carried;
import waybill.domain.Closing;
import waybill.domain.DeliveryState;
import waybill.domain.Fingerprint;
import waybill.domain.Message;
import waybill.domain.ReportedStatus;
import waybill.domain.Status;
import waybill.domain.SubmissionOutcome;

/** Holds what the store has in the end to the promises, and to what Plivo knows to be true. */
final class Oracle {
    private final World world;
    private final Plivo plivo;
    private final List<String> breaches = new ArrayList<>();

    Oracle(World world, Plivo plivo) {
        this.world = world;
        this.plivo = plivo;
    }

    /** Everything that is not as it was promised; empty when all is. */
    List<String> breaches() {
        breaches.addAll(world.scheduler.failures());
        var messages = messages();
        checkAccepted(messages);
        checkAcknowledged(messages);
        checkKeys(messages);
        messages.forEach(this::check);
        return breaches;
    }

    List<Message> messages() {
        var all = new MessageQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                MessageQuery.MAX_LIMIT);
        return world.stores.list(all).items();
    }

    private void checkAccepted(List<Message> messages) {
        var known = messages.stream().map(Message::id).toList();
        world.promises.accepted().stream()
                .filter(id -> !known.contains(id))
                .forEach(id -> breach("lost: message %s was accepted and is not there".formatted(id)));
    }

    private void checkAcknowledged(List<Message> messages) {
        var kept = new HashSet<Fingerprint>();
        messages.forEach(message -> entries(message, ReportEntry.class)
                .forEach(entry -> kept.add(entry.report().fingerprint())));
        var orphans = orphans();
        world.promises.acknowledged().forEach(callback -> {
            if (!kept.contains(callback.fingerprint())
                    && orphans.stream().noneMatch(orphan -> isOf(callback, orphan))) {
                breach("lost: %s was acknowledged and is not there".formatted(callback));
            }
        });
    }

    private void checkKeys(List<Message> messages) {
        var byName = new HashMap<String, Integer>();
        messages.forEach(message -> byName.merge(name(message), 1, Integer::sum));
        byName.forEach((name, times) -> {
            if (times > 1) {
                breach("doubled: one key made %d messages %s".formatted(times, name));
            }
        });
    }

    private void check(Message message) {
        var carried = plivo.carriedFor(message.id());
        if (carried.size() > 1) {
            breach("doubled: Plivo took %s %d times".formatted(name(message), carried.size()));
        }
        if (message.closedAt().isEmpty()) {
            breach("open: %s is still %s".formatted(name(message), status(message)));
        }
        if (!isTrue(message, carried)) {
            breach("wrong: %s is %s, and in truth %s"
                    .formatted(
                            name(message),
                            status(message),
                            carried.stream().map(Carried::status).toList()));
        }
        checkEvents(message);
        checkAttempts(message);
        checkFold(message);
        checkOrphansOf(message);
    }

    /** What Plivo says. Of what Plivo never took nothing that it could have said, or honestly that it is not known. */
    private static boolean isTrue(Message message, List<Carried> carried) {
        var status = status(message);
        if (carried.isEmpty()) {
            return status == Status.UNCONFIRMED
                    || status == Status.EXPIRED
                    || message.state() instanceof DeliveryState.Refused;
        }
        var outcome = message.closing().map(Closing::outcome);
        return carried.stream()
                .anyMatch(one -> status.name().equals(one.status().name())
                        && message.state().errorCode().equals(one.errorCode())
                        && (one.status() != ReportedStatus.SENT
                                || outcome.equals(Optional.of(Closing.Outcome.NO_CARRIER_REPORT))));
    }

    private void checkEvents(Message message) {
        var events = entries(message, EventEntry.class);
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).version() != i + 1) {
                breach("wrong: event %d of %s has version %d"
                        .formatted(i + 1, name(message), events.get(i).version()));
            }
            if (i > 0 && events.get(i).status().compareTo(events.get(i - 1).status()) <= 0) {
                breach("wrong: %s went from %s to %s"
                        .formatted(
                                name(message),
                                events.get(i - 1).status(),
                                events.get(i).status()));
            }
        }
        if (events.getLast().status() != status(message)) {
            breach("wrong: %s is %s, and its last event is %s"
                    .formatted(name(message), status(message), events.getLast().status()));
        }
    }

    /** Of an attempt that ended it is not said afterwards that nobody knows how. */
    private void checkAttempts(Message message) {
        var ended = new HashSet<Integer>();
        for (var entry : entries(message, AttemptEntry.class)) {
            boolean isUnknown = entry.outcome() instanceof SubmissionOutcome.Unknown;
            if (isUnknown && ended.contains(entry.attempt())) {
                breach("wrong: attempt %d of %s was given up after it ended".formatted(entry.attempt(), name(message)));
            } else if (!isUnknown) {
                ended.add(entry.attempt());
            }
        }
    }

    private void checkFold(Message message) {
        var history = world.stores.histories(Set.of(message.id())).getOrDefault(message.id(), List.of());
        var folded = message.refolded(history);
        if (!folded.equals(message)) {
            breach("wrong: %s is %s, and its evidence makes it %s"
                    .formatted(name(message), message.state(), folded.state()));
        }
    }

    private void checkOrphansOf(Message message) {
        var known = message.state().providerIdIfKnown();
        orphans().stream()
                .filter(orphan ->
                        known.map(id -> id.value().equals(orphan.providerId())).orElse(false))
                .forEach(orphan -> breach("lost: %s of %s was not matched".formatted(orphan.status(), name(message))));
    }

    private List<OrphanReport> orphans() {
        return world.stores
                .list(new OrphanQuery(Optional.empty(), MessageQuery.MAX_LIMIT))
                .items();
    }

    private <T extends Entry> List<T> entries(Message message, Class<T> kind) {
        return world.stores.timeline(message.id()).orElseThrow().entries().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private static boolean isOf(Word callback, OrphanReport orphan) {
        return callback.providerId().value().equals(orphan.providerId())
                && callback.status().name().equals(orphan.status());
    }

    private static Status status(Message message) {
        return message.state().status();
    }

    private static String name(Message message) {
        return World.nameOf(message).orElseThrow();
    }

    private void breach(String what) {
        breaches.add(what);
    }
}
