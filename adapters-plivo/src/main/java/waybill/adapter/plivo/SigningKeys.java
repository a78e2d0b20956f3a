package waybill.adapter.plivo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The auth tokens that may sign callbacks, main account's and subaccounts', old and new ones while they rotate. Every
 * signature is compared with every token's: live traffic has been seen to sign with either under either header.
 */
final class SigningKeys {
    private static final String ALGORITHM = "HmacSHA256";

    private final List<Key> keys;

    /** @param name the token's position, never its value */
    private record Key(String name, Mac prototype) {}

    /** What holds: a signature in this header, made with the token of this name. */
    record Match(Family.Header header, String key) {}

    private SigningKeys(List<Key> keys) {
        this.keys = List.copyOf(keys);
    }

    static SigningKeys of(PlivoAccount account) {
        var keys = new ArrayList<Key>();
        addAll("token", account.tokens(), keys);
        addAll("subaccount token", account.subaccountTokens(), keys);
        return new SigningKeys(keys);
    }

    /** One more token, which signs nothing we accept: to find out what is wrong. */
    static SigningKeys of(String name, String token) {
        return new SigningKeys(List.of(key(name, token)));
    }

    int count() {
        return keys.size();
    }

    List<String> names() {
        return keys.stream().map(Key::name).toList();
    }

    /** Tries everything, match or not: how long it takes says nothing of how close a forgery came. */
    Optional<Match> verify(SignedText text, List<OfferedSignatures.Offer> offers) {
        Match match = null;
        for (var key : keys) {
            var expected = sign(key, text);
            for (var offer : offers) {
                boolean holds =
                        MessageDigest.isEqual(expected, offer.signature().getBytes(UTF_8));
                if (holds && (match == null || offer.header().compareTo(match.header()) < 0)) {
                    match = new Match(offer.header(), key.name());
                }
            }
        }
        return Optional.ofNullable(match);
    }

    /** The signature as the text it travels as: decoding what came would let through what merely decodes alike. */
    private static byte[] sign(Key key, SignedText text) {
        var mac = fresh(key.prototype());
        text.feed(mac);
        return Base64.getEncoder().encode(mac.doFinal());
    }

    private static void addAll(String name, List<String> tokens, List<Key> keys) {
        for (int at = 0; at < tokens.size(); at++) {
            keys.add(key("%s %d of %d".formatted(name, at + 1, tokens.size()), tokens.get(at)));
        }
    }

    private static Key key(String name, String token) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(token.getBytes(UTF_8), ALGORITHM));
            return new Key(name, mac);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    /** A Mac belongs to one thread; a copy of a keyed one is cheaper than keying another. */
    private static Mac fresh(Mac prototype) {
        try {
            return (Mac) prototype.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's own HMAC can be copied", e);
        }
    }
}
