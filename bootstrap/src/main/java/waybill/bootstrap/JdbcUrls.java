package waybill.bootstrap;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What must not stand in a JDBC URL. */
final class JdbcUrls {
    private static final Pattern CREDENTIALS =
            Pattern.compile("[?&](password|user)=|//[^/?]*@", Pattern.CASE_INSENSITIVE);

    /**
     * What the adapter sets itself, and could not do without. With a negative threshold the driver asks the server for the
     * types of parameters, and does not take its word for rows (ADR 30); 0 is well, as for a pooler of connections.
     */
    private static final Pattern RESERVED = Pattern.compile(
            "[?&](options|preferQueryMode|binaryTransfer\\w*|prepareThreshold(?==-))=", Pattern.CASE_INSENSITIVE);

    private JdbcUrls() {}

    /** Whether it says who logs in, as parameters or, which the driver does not take, before the host. */
    static boolean namesCredentials(String url) {
        return CREDENTIALS.matcher(url).find();
    }

    /** The names of the parameters that are Waybill's to set. */
    static List<String> reserved(String url) {
        return RESERVED.matcher(url)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
