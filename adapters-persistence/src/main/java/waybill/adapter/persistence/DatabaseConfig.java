package waybill.adapter.persistence;

import static java.util.Objects.requireNonNull;

/**
 * Where the database is, and what it must belong to.
 *
 * @param url a JDBC URL of PostgreSQL's
 * @param poolSize how many connections to hold at most
 * @param kind {@code demo} or {@code live}; the two never mix
 * @param account the account of the provider's; two never share a database
 */
public record DatabaseConfig(String url, String user, String password, int poolSize, String kind, String account) {
    public DatabaseConfig {
        requireNonNull(url, "url");
        requireNonNull(user, "user");
        requireNonNull(password, "password");
        requireNonNull(kind, "kind");
        requireNonNull(account, "account");
    }

    /** The URL without its parameters, some of which are secrets. */
    String address() {
        return url.replaceFirst("\\?.*", "");
    }

    /** Nothing secret. */
    @Override
    public String toString() {
        return "%s as %s".formatted(address(), user);
    }
}
