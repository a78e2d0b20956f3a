package waybill.adapter.plivo;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Accounts to test with. */
final class TestAccounts {
    static final String AUTH_ID = "MAXXXXXXXXXXXXXXXXXX";
    static final String TOKEN = "ZmFrZS10b2tlbi1mb3ItdGVzdHMtb25seS0wMDAx";
    static final String OLD_TOKEN = "ZmFrZS10b2tlbi1mb3ItdGVzdHMtb25seS0wMDAw";
    static final String SUBACCOUNT_TOKEN = "ZmFrZS1zdWJhY2NvdW50LXRva2VuLWZvci10ZXN0";

    private TestAccounts() {}

    static PlivoAccount signingWith(String... tokens) {
        return new PlivoAccount(
                AUTH_ID, List.of(tokens), List.of(), PlivoAccount.PLIVO_API, PlivoAccount.DEFAULT_CALL_TIMEOUT);
    }

    static PlivoAccount withSubaccount() {
        return new PlivoAccount(
                AUTH_ID,
                List.of(TOKEN, OLD_TOKEN),
                List.of(SUBACCOUNT_TOKEN),
                PlivoAccount.PLIVO_API,
                PlivoAccount.DEFAULT_CALL_TIMEOUT);
    }

    static PlivoAccount at(URI apiUrl, Duration callTimeout) {
        return new PlivoAccount(AUTH_ID, List.of(TOKEN, OLD_TOKEN), List.of(), apiUrl, callTimeout);
    }
}
