package waybill.simulator;

import java.util.List;

/**
 * What really became of one send: the tries with the same source, destination, text and callback URL taken together.
 *
 * @param messageUuids one per acceptance that is remembered, oldest first
 * @param text its beginning
 * @param url the callback URL as given; empty for none
 * @param accepted how often; more than 1 is a message sent twice
 * @param rejected tries that were refused
 * @param rejectedWith the HTTP statuses of those
 * @param state of the newest acceptance, in Plivo's words, or {@code not_accepted}
 * @param errorCode of the newest acceptance; 000 is success, empty is none yet
 * @param callbacks of the acceptances that are remembered
 * @param reports the same, each report for itself, those of the oldest acceptance first
 */
record MessageTruth(
        List<String> messageUuids,
        String from,
        String to,
        String text,
        String url,
        int accepted,
        int rejected,
        List<Integer> rejectedWith,
        String state,
        String errorCode,
        CallbackCounts callbacks,
        List<ReportTruth> reports) {

    public MessageTruth {
        messageUuids = List.copyOf(messageUuids);
        rejectedWith = List.copyOf(rejectedWith);
        reports = List.copyOf(reports);
    }
}
