package waybill.application.simulation;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import waybill.application.port.out.Ledger;
import waybill.application.port.out.MessageChange;
import waybill.application.port.out.MessageChange.Schedule;
import waybill.application.port.out.MessageStore;
import waybill.application.port.out.MessageStore.NewMessage;
import waybill.application.port.out.SmsGateway;
import waybill.application.port.out.Stored;
import waybill.application.port.out.SubmissionQueue;
import waybill.application.service.NewEvidence;
import waybill.application.service.NewEvidence.Disposition;
import waybill.application.service.NewEvidence.Ended;
import waybill.domain.MessageId;
import waybill.domain.SubmissionOutcome;

/** What {@link PlantedFault} plants on the way out. */
final class FaultsOfSending {
    private FaultsOfSending() {}

    /** Takes silence for a no. */
    record ResendOnTimeout() implements Planted {
        @Override
        public SmsGateway gateway(SmsGateway sound) {
            return submission -> {
                var outcome = sound.submit(submission);
                return outcome instanceof SubmissionOutcome.Unknown(var reason)
                        ? new SubmissionOutcome.NotAccepted(reason, Optional.empty())
                        : outcome;
            };
        }
    }

    /** Takes up again what another has left lying, as if it had not been begun. */
    record ResendAfterCrash() implements Planted {
        @Override
        public SubmissionQueue queue(SubmissionQueue sound, Ledger ledger) {
            return new QueueAround(sound) {
                @Override
                public List<Stored> findRunOut(int limit) {
                    makeDue(sound.findRunOut(limit), ledger);
                    return List.of();
                }
            };
        }
    }

    /** Submits what is due, and leaves it there for whoever comes next. */
    record TakeWithoutLease() implements Planted {
        @Override
        public SubmissionQueue queue(SubmissionQueue sound, Ledger ledger) {
            return new QueueAround(sound) {
                @Override
                public List<Stored> lease(int limit, Duration lease, SendingLimits limits) {
                    var taken = sound.lease(limit, lease, limits);
                    makeDue(taken, ledger);
                    return taken;
                }
            };
        }
    }

    /** Takes what is not listed yet for what never happened. */
    record SettleAtOnce() implements Planted {
        @Override
        public Duration settling(Duration sound) {
            return Duration.ZERO;
        }
    }

    /** Lets every attempt change the schedule, as if its lease were the one that runs. */
    record TrustOldToken(Map<MessageId, Integer> tokens) implements Planted {
        TrustOldToken() {
            this(new HashMap<>());
        }

        @Override
        public Function<List<NewEvidence>, List<Disposition>> recording(
                Function<List<NewEvidence>, List<Disposition>> sound) {
            return all -> {
                var attempts = all.stream()
                        .flatMap(told -> told instanceof Ended ended ? Stream.of(ended) : Stream.empty())
                        .toList();
                attempts.forEach(ended -> tokens.put(ended.id(), ended.attempt().attempt()));
                var recorded = sound.apply(all);
                attempts.forEach(ended -> tokens.remove(ended.id()));
                return recorded;
            };
        }

        @Override
        public Ledger ledger(Ledger sound) {
            return new LedgerAround(sound) {
                @Override
                public Map<MessageId, Stored> find(Set<MessageId> ids) {
                    return sound.find(ids).entrySet().stream()
                            .collect(Collectors.toMap(Map.Entry::getKey, found -> trusting(found.getValue())));
                }
            };
        }

        private Stored trusting(Stored stored) {
            var token = Optional.ofNullable(tokens.get(stored.message().id()));
            return token.map(attempt -> new Stored(
                            stored.message(), stored.revision(), stored.version(), attempt, true, stored.due()))
                    .orElse(stored);
        }
    }

    /** Takes every request for a new one. */
    record ForgetIdempotency() implements Planted {
        @Override
        public MessageStore messages(MessageStore sound) {
            return new AcceptTogether(
                    sound,
                    message -> sound.accept(List.of(new NewMessage(message.message(), Optional.empty())))
                            .getFirst());
        }
    }

    private static void makeDue(List<Stored> all, Ledger ledger) {
        ledger.append(all.stream().map(FaultsOfSending::dueNow).toList(), List.of());
    }

    private static MessageChange dueNow(Stored stored) {
        return new MessageChange(
                stored,
                stored.message(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Set.of(),
                new Schedule.DueAfter(Duration.ZERO));
    }
}
