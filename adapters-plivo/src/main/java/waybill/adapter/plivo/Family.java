package waybill.adapter.plivo;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import waybill.application.port.out.CallbackAuthenticator.CallbackRequest;

/** The two families of Plivo's signatures. */
enum Family {
    V3("V3"),
    V2("V2");

    private final String name;

    Family(String name) {
        this.name = name;
    }

    /** The headers that may carry a signature: of the account or subaccount that owns the number, and of the main one. */
    List<Header> headers() {
        return this == V3 ? List.of(Header.V3, Header.MA_V3) : List.of(Header.V2, Header.MA_V2);
    }

    boolean isIn(CallbackRequest request) {
        return headers().stream().anyMatch(header -> header.isIn(request));
    }

    /** The names of all its headers. */
    Stream<String> headerNames() {
        return Stream.concat(headers().stream().map(Header::wireName), Stream.of(nonceHeader()));
    }

    String nonceHeader() {
        return "x-plivo-signature-" + name.toLowerCase(Locale.ROOT) + "-nonce";
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
