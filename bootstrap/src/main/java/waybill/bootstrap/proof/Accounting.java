package waybill.bootstrap.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import waybill.bootstrap.proof.Findings.Fault;

/** Examines whether every callback that was acknowledged is there, once and with its content, and nothing else. */
final class Accounting {
    private final Findings findings;
    private final Orphans orphans;

    Accounting(Findings findings, Orphans orphans) {
        this.findings = findings;
        this.orphans = orphans;
    }

    void examine(String id, Story story, JsonNode truth) {
        var providerIds = Truth.providerIds(truth);
        repeated(id, story);
        unheardOf(id, story, truth, providerIds);
        for (var report : truth.path("reports")) {
            acknowledged(id, story, report, providerIds);
        }
        if (story.providerId().filter(orphans.providerIds()::contains).isPresent()) {
            findings.add(Fault.LOST, id, "a report of it is kept as an orphan, although its id is known");
        }
    }

    private void acknowledged(String id, Story story, JsonNode report, Set<String> providerIds) {
        int acknowledged = report.path("acknowledged").asInt();
        long there = story.reports().stream()
                .filter(entry ->
                        sequence(entry) == sequence(report) && status(entry).equals(status(report)))
                .mapToLong(entry -> entry.path("receipts").asLong())
                .sum();
        boolean kept =
                story.providerId().isEmpty() && orphans.providerIds().stream().anyMatch(providerIds::contains);
        if (there < acknowledged && !kept) {
            findings.add(
                    Fault.LOST,
                    id,
                    "report %d (%s) was acknowledged %d times and is there %d times"
                            .formatted(sequence(report), status(report), acknowledged, there));
        }
    }

    private void repeated(String id, Story story) {
        var seen = new HashSet<String>();
        for (var entry : story.reports()) {
            if (!seen.add(entry.path("provider_id").asText() + " " + sequence(entry))) {
                findings.add(Fault.WRONG, id, "report %d is there as two".formatted(sequence(entry)));
            }
        }
    }

    private void unheardOf(String id, Story story, JsonNode truth, Set<String> providerIds) {
        var statuses = new HashSet<String>();
        truth.path("reports").forEach(report -> statuses.add(status(report)));
        for (var entry : story.reports()) {
            if (!providerIds.contains(entry.path("provider_id").asText()) || !statuses.contains(status(entry))) {
                findings.add(Fault.WRONG, id, "a report %s is there that Plivo never made".formatted(status(entry)));
            }
        }
        for (var entry : story.lookups()) {
            if (!providerIds.contains(entry.path("provider_id").asText()) || !statuses.contains(status(entry))) {
                findings.add(Fault.WRONG, id, "Plivo was never %s when it was asked".formatted(status(entry)));
            }
        }
    }

    private static int sequence(JsonNode report) {
        return report.path("sequence").asInt();
    }

    private static String status(JsonNode report) {
        return report.path("status").asText();
    }
}
