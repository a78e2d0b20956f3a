package waybill.bootstrap;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What must not stand in a JDBC URL. */
final class JdbcUrls {
    private static final Pattern CREDENTIALS =
            Pattern.compile("[?&](password|user|sslpassword)=|//[^/?]*@", Pattern.CASE_INSENSITIVE);

    /**
     * What the adapter sets itself, and could not do without. With a negative threshold the driver asks the server for the
     * types of parameters, and does not take its word for rows (ADR 30); 0 is well, as for a pooler of connections.
     */
    private static final Pattern RESERVED = Pattern.compile(
            "[?&](options|preferQueryMode|binaryTransfer\\w*|prepareThreshold(?==-))=", Pattern.CASE_INSENSITIVE);

    /** Parameters, but for those that tell something and hide nothing. */
    private static final Pattern VALUES = Pattern.compile("(?<![?&](?:sslmode|targetServerType))=[^&]*");

    private JdbcUrls() {}

    /** With nothing that may be a secret. */
    static String shown(String url) {
        return namesCredentials(url) ? "********" : VALUES.matcher(url).replaceAll("=********");
    }

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
