package io.guichet.crash;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;

/** PostgreSQL's driver with the fuse around it; it accepts nothing where there is no fuse. */
public final class FuseDriver implements Driver {

    static {
        // Before PostgreSQL's own, which registers itself when it is first touched: the first that accepts is taken.
        try {
            DriverManager.registerDriver(new FuseDriver());
        } catch (SQLException refused) {
            throw new ExceptionInInitializerError(refused);
        }
    }

    @Override
    public boolean acceptsURL(String url) throws SQLException {
        return Fuse.isPresent() && url.startsWith("jdbc:postgresql:");
    }

    @Override
    public Connection connect(String url, Properties info) throws SQLException {
        return acceptsURL(url) ? WatchedConnection.around(real().connect(url, info)) : null;
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) throws SQLException {
        return real().getPropertyInfo(url, info);
    }

    private static Driver real() {
        return new org.postgresql.Driver();
    }

    @Override
    public int getMajorVersion() {
        return real().getMajorVersion();
    }

    @Override
    public int getMinorVersion() {
        return real().getMinorVersion();
    }

    @Override
    public boolean jdbcCompliant() {
        return real().jdbcCompliant();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("io.guichet.crash");
    }
}
