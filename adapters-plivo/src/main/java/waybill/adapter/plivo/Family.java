package waybill.adapter.plivo;

import java.util.List;
import java.util.stream.Stream;
import waybill.application.port.out.CallbackAuthenticator.CallbackRequest;

/** The two families of Plivo's signatures. */
enum Family {
    V3(Header.V3, Header.MA_V3, "x-plivo-signature-v3-nonce"),
    V2(Header.V2, Header.MA_V2, "x-plivo-signature-v2-nonce");

    private final Header own;
    private final Header main;
    private final String nonceHeader;

    Family(Header own, Header main, String nonceHeader) {
        this.own = own;
        this.main = main;
        this.nonceHeader = nonceHeader;
    }

    /** The headers that may carry a signature: of the account or subaccount that owns the number, and of the main one. */
    List<Header> headers() {
        return List.of(own, main);
    }

    String nonceHeader() {
        return nonceHeader;
    }

    /** The names of all its headers. */
    Stream<String> headerNames() {
        return Stream.of(own.wireName, main.wireName, nonceHeader);
    }

    boolean isIn(CallbackRequest request) {
        return own.isIn(request) || main.isIn(request);
    }

    /** One header with signatures. */
    enum Header {
        V3("V3", "x-plivo-signature-v3"),
        MA_V3("Ma-V3", "x-plivo-signature-ma-v3"),
        V2("V2", "x-plivo-signature-v2"),
        MA_V2("Ma-V2", "x-plivo-signature-ma-v2");

        private final String shortName;
        private final String wireName;

        Header(String shortName, String wireName) {
            this.shortName = shortName;
            this.wireName = wireName;
        }

        /** In Plivo's words, as the ledger keeps it. */
        String shortName() {
            return shortName;
        }

        String wireName() {
            return wireName;
        }

        /** Whether it is there at all: an empty one is there, and holds nothing. */
        boolean isIn(CallbackRequest request) {
            return request.headers().containsKey(wireName);
        }
    }
}
