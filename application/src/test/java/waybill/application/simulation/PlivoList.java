package waybill.application.simulation;

import java.util.Comparator;
import java.util.Optional;
import waybill.application.port.out.MessageListing;
import waybill.application.simulation.Plivo.Carried;
import waybill.domain.Span;

/** Plivo's list of messages: by pages, newest first, and what it took last is missing from it for a while. */
final class PlivoList implements MessageListing {
    private static final int PAGE = 3;

    private final World world;
    private final Plivo plivo;

    PlivoList(World world, Plivo plivo) {
        this.world = world;
        this.plivo = plivo;
    }

    @Override
    public Answer page(Span window, int offset) {
        return plivo.ask(Mishap.LIST_FAILS, "list", () -> read(window, offset))
                .orElseGet(() -> new Answer.Unavailable("no answer"));
    }

    private Answer read(Span window, int offset) {
        var now = world.time.instant();
        var inWindow = plivo.carried().stream()
                .filter(one -> window.contains(one.takenAt()))
                .filter(one -> !one.listedFrom().isAfter(now))
                .sorted(Comparator.comparing(Carried::takenAt).reversed())
                .toList();
        var page = inWindow.stream().skip(offset).limit(PAGE).map(this::listed).toList();
        var ids = page.stream().map(one -> one.report().providerId()).toList();
        return new Answer.Page(page, ids, ids.size() < PAGE);
    }

    private Listed listed(Carried one) {
        var word = one.word();
        return new Listed(
                word.report("api ", Optional.empty(), Optional.of(one.takenAt()), world.time.instant()), word.body());
    }
}
