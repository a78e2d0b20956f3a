package waybill.adapter.plivo;

import static java.util.Objects.requireNonNull;

import java.lang.System.Logger.Level;
import java.util.Optional;

/**
 * The client for an account, made when it is first needed: making one reads the trusted certificates and builds the SDK's
 * object mapper, and a start that is to take callbacks at once has no use for either.
 */
final class LazyClient implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(LazyClient.class.getName());

    private final PlivoAccount account;
    private Optional<HardenedClient> made = Optional.empty();

    LazyClient(PlivoAccount account) {
        this.account = requireNonNull(account, "account");
    }

    /** @throws CannotBeMade when it cannot be made, as when the trusted certificates cannot be read; nothing has left then */
    synchronized HardenedClient get() {
        if (made.isEmpty()) {
            made = Optional.of(make());
        }
        return made.get();
    }

    private HardenedClient make() {
        try {
            return HardenedClient.of(account);
        } catch (Exception | LinkageError e) {
            // All of them: OkHttp is written in Kotlin, which throws what it does not declare.
            LOG.log(Level.ERROR, "the client to Plivo cannot be made", e);
            throw new CannotBeMade(e);
        }
    }

    static final class CannotBeMade extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CannotBeMade(Throwable cause) {
            super("the client to Plivo cannot be made", cause);
        }
    }

    @Override
    public synchronized void close() {
        made.ifPresent(HardenedClient::close);
    }
}
