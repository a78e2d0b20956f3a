package waybill.simulator;

/**
 * What became of one report and its copies.
 *
 * @param sequence by which its message numbers it
 * @param status in Plivo's words
 * @param generated set out to be sent, copies included
 * @param withheld kept back by a script or a fault: nobody will ever see it
 * @param acknowledged answered 2xx
 * @param givenUp lost after the last try
 */
record ReportTruth(int sequence, String status, int generated, int withheld, int acknowledged, int givenUp) {}
