package waybill.domain;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fold of a message that the provider knows under more than one id, which means it was sent more than once. Each id
 * has a track of its own, on which evidence that names no id counts too; the message shows the one that is furthest.
 *
 * @param common how far evidence that names no id has come
 * @param byId how far each id has come
 * @param lead what the message shows
 */
record Tracks(DeliveryState common, Map<ProviderId, DeliveryState> byId, DeliveryState lead) {
    Tracks {
        byId = Map.copyOf(byId);
    }

    static Tracks of(Instant acceptedAt, List<Evidence> history) {
        var accepted = new DeliveryState.Accepted(acceptedAt);
        var tracks = new Tracks(accepted, Map.of(), accepted);
        for (var evidence : history) {
            tracks = tracks.with(Claims.of(evidence));
        }
        return tracks;
    }

    /** What a claim has to be ahead of: its own track, or what the message shows when it names no id. */
    DeliveryState standingFor(DeliveryState claim) {
        return claim.providerIdIfKnown().map(this::track).orElse(lead);
    }

    Tracks with(Optional<DeliveryState> claim) {
        return claim.map(this::with).orElse(this);
    }

    int furtherIds() {
        return Math.max(0, byId.size() - 1);
    }

    private Tracks with(DeliveryState claim) {
        var tracks = new HashMap<>(byId);
        var id = claim.providerIdIfKnown();
        if (id.isPresent()) {
            tracks.put(id.get(), furthest(claim, track(id.get())));
        } else {
            tracks.replaceAll((_, standing) -> furthest(claim, standing));
        }
        return new Tracks(id.isPresent() ? common : furthest(claim, common), tracks, leads(claim) ? claim : lead);
    }

    private DeliveryState track(ProviderId id) {
        return byId.getOrDefault(id, common);
    }

    /** Between ids of the same rank the smaller one leads, so that the order of arrival does not matter. */
    private boolean leads(DeliveryState claim) {
        var claimedId = claim.providerIdIfKnown();
        var leadingId = lead.providerIdIfKnown();
        if (claimedId.isEmpty() || leadingId.isEmpty() || claimedId.equals(leadingId)) {
            return claim.isAheadOf(lead);
        }
        int byRank = claim.rank().compareTo(lead.rank());
        return byRank > 0
                || (byRank == 0
                        && !(lead instanceof DeliveryState.Final)
                        && claimedId.get().compareTo(leadingId.get()) < 0);
    }

    private static DeliveryState furthest(DeliveryState candidate, DeliveryState standing) {
        return candidate.isAheadOf(standing) ? candidate : standing;
    }
}
