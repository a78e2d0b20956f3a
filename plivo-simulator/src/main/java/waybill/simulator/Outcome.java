package waybill.simulator;

/** How a message ends. */
sealed interface Outcome {

    record Delivered() implements Outcome {}

    /** Sent is the last word: the carrier never reports. */
    record StaysSent() implements Outcome {}

    /** A carrier had it and did not deliver it. */
    record Undelivered(String errorCode) implements Outcome {}

    /** No carrier ever had it: not sent, not charged. */
    record Failed(String errorCode) implements Outcome {}
}
