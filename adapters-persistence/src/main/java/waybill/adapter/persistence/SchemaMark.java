package waybill.adapter.persistence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Says of a database that our whole changelog has been applied to it, so that a start need not load Liquibase to find
 * that there is nothing to do. It is a comment on Liquibase's own table: a digest of the changelog.
 */
final class SchemaMark {
    static final String CHANGELOG = "db/changelog/master.yaml";

    private static final Pattern INCLUDE = Pattern.compile("file: (\\S+),");

    private final String digest;
    private final int changeSets;

    private SchemaMark(String digest, int changeSets) {
        this.digest = digest;
        this.changeSets = changeSets;
    }

    /** The mark of the changelog in this jar. */
    static SchemaMark ofChangelog() {
        var master = resource(CHANGELOG);
        var files = INCLUDE.matcher(new String(master, UTF_8))
                .results()
                .map((MatchResult include) -> include.group(1))
                .toList();
        return new SchemaMark(digest(master, files), files.size());
    }

    /** Whether the database bears it, and nobody has rolled back or left a lock behind since. */
    boolean isOn(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        SELECT obj_description(to_regclass('databasechangelog'), 'pg_class')
                        WHERE to_regclass('databasechangeloglock') IS NOT NULL
                        """)) {
            if (!row.next() || !digest.equals(row.getString(1))) {
                return false;
            }
        }
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        SELECT (SELECT count(*) FROM databasechangelog),
                            EXISTS (SELECT FROM databasechangeloglock WHERE locked)
                        """)) {
            return row.next() && row.getInt(1) == changeSets && !row.getBoolean(2);
        }
    }

    void put(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        try (var statement = connection.createStatement()) {
            statement.execute("COMMENT ON TABLE databasechangelog IS '%s'".formatted(digest));
        }
    }

    private static String digest(byte[] master, List<String> files) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(master);
            var folder = CHANGELOG.substring(0, CHANGELOG.lastIndexOf('/') + 1);
            files.forEach(file -> sha256.update(resource(folder + file)));
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static byte[] resource(String name) {
        try (var stream = SchemaMark.class.getClassLoader().getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("%s is missing from the jar".formatted(name));
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
