package waybill.adapter.plivo;

import static java.nio.charset.StandardCharsets.UTF_8;

import javax.crypto.Mac;

/**
 * What a signature is made over, as the sources of Plivo's SDKs have it. It is fed piece by piece and never put
 * together. The URL is scheme, authority and path as written.
 */
sealed interface SignedText {
    void feed(Mac mac);

    /** Neither query nor body nor method: whoever holds one V2 signature may send any body to that URL. */
    record V2(String url, String nonce) implements SignedText {
        @Override
        public void feed(Mac mac) {
            mac.update(url.getBytes(UTF_8));
            mac.update(nonce.getBytes(UTF_8));
        }
    }

    /** A GET has all its parameters in the query; a POST has those of its body behind it, without separators. */
    record V3(String url, Parameters inQuery, Parameters inBody, String nonce) implements SignedText {
        @Override
        public void feed(Mac mac) {
            mac.update(url.getBytes(UTF_8));
            if (inQuery.count() > 0 || inBody.count() > 0) {
                mac.update((byte) '?');
            }
            inQuery.forEachSorted(new Pairs(mac));
            if (inQuery.count() > 0 && inBody.count() > 0) {
                mac.update((byte) '.');
            }
            inBody.forEachSorted((bytes, start, _, end) -> mac.update(bytes, start, end - start));
            mac.update((byte) '.');
            mac.update(nonce.getBytes(UTF_8));
        }
    }

    /** Decoded pairs as {@code k=v}, joined by ampersands. */
    final class Pairs implements Parameters.Visitor {
        private final Mac mac;
        private boolean isFirst = true;

        Pairs(Mac mac) {
            this.mac = mac;
        }

        @Override
        public void visit(byte[] bytes, int start, int value, int end) {
            if (!isFirst) {
                mac.update((byte) '&');
            }
            isFirst = false;
            mac.update(bytes, start, value - start);
            mac.update((byte) '=');
            mac.update(bytes, value, end - value);
        }
    }
}
