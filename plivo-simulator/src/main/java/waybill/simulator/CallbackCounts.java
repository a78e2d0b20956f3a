package waybill.simulator;

/**
 * What became of callbacks.
 *
 * @param generated set out to be sent, copies included
 * @param withheld kept back by a script or a fault: nobody will ever see them
 * @param tried HTTP requests made, retries included
 * @param acknowledged answered 2xx
 * @param givenUp lost after the last try
 */
record CallbackCounts(int generated, int withheld, int tried, int acknowledged, int givenUp) {

    static final CallbackCounts NONE = new CallbackCounts(0, 0, 0, 0, 0);

    /** Still waiting for a try or for its answer. */
    public int pending() {
        return generated - acknowledged - givenUp;
    }

    CallbackCounts plus(CallbackCounts other) {
        return new CallbackCounts(
                generated + other.generated,
                withheld + other.withheld,
                tried + other.tried,
                acknowledged + other.acknowledged,
                givenUp + other.givenUp);
    }
}
