package waybill.domain;

import static java.util.Objects.requireNonNull;

/** The recipient's network, known once the message is routed (ITU-T E.212). */
public record Network(String mcc, String mnc) {
    public Network {
        requireNonNull(mcc, "mcc");
        requireNonNull(mnc, "mnc");
    }
}
