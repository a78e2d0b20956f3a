package waybill.simulator;

/** What a recipient stands for. */
record Script(Reply reply, Outcome outcome, Callbacks callbacks) {

    static final Script DELIVERED = new Script(new Reply.Accept(), new Outcome.Delivered(), Callbacks.IN_ORDER);

    /** How the API answers the send request. */
    sealed interface Reply {
        record Accept() implements Reply {}

        /** Once with this HTTP status; the next try is accepted. */
        record RefuseOnce(int status) implements Reply {}

        /** Accepted, but the connection closes before a byte of the response. */
        record Drop() implements Reply {}

        /** Accepted, but the response waits for the first try of the first callback. */
        record AfterFirstCallback() implements Reply {}
    }

    enum Callbacks {
        IN_ORDER,
        REVERSED,
        TRIPLED,
        NONE
    }

    static Script ending(Outcome outcome) {
        return new Script(new Reply.Accept(), outcome, Callbacks.IN_ORDER);
    }

    static Script replying(Reply reply) {
        return new Script(reply, new Outcome.Delivered(), Callbacks.IN_ORDER);
    }

    static Script callingBack(Callbacks callbacks) {
        return new Script(new Reply.Accept(), new Outcome.Delivered(), callbacks);
    }
}
