package waybill.adapter.persistence;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** Connections beside the pool, without its time-outs: for what may take long by its nature. */
final class DriverConnections {
    private static final String CONNECT_TIMEOUT_SECONDS = "10";

    /** In all, until the first statement can be sent: what takes the connection may never say a word. */
    private static final String LOGIN_TIMEOUT_SECONDS = "10";

    private DriverConnections() {}

    static Connection open(DatabaseConfig config, String applicationName) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", config.user());
        properties.setProperty("password", config.password());
        properties.setProperty("ApplicationName", applicationName);
        properties.setProperty("connectTimeout", CONNECT_TIMEOUT_SECONDS);
        properties.setProperty("loginTimeout", LOGIN_TIMEOUT_SECONDS);
        properties.setProperty("tcpKeepAlive", "true");
        return DriverManager.getConnection(config.url(), properties);
    }
}
