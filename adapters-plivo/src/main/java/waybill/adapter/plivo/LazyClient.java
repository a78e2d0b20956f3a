package waybill.adapter.plivo;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * The client for an account, made when it is first needed: making one reads the trusted certificates and builds the SDK's
 * object mapper, and a start that is to take callbacks at once has no use for either.
 */
final class LazyClient implements AutoCloseable {
    private final PlivoAccount account;
    private Optional<HardenedClient> made = Optional.empty();

    LazyClient(PlivoAccount account) {
        this.account = requireNonNull(account, "account");
    }

    synchronized HardenedClient get() {
        if (made.isEmpty()) {
            made = Optional.of(HardenedClient.of(account));
        }
        return made.get();
    }

    @Override
    public synchronized void close() {
        made.ifPresent(HardenedClient::close);
    }
}
