package io.guichet.crash;

import io.guichet.crash.FusePoint.Kind;
import io.guichet.crash.FusePoint.When;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One connection whose statements and commits the fuse sees: blanks made one, values behind two dashes. */
final class WatchedConnection implements InvocationHandler {

    private final Connection real;
    private final List<String> said = new ArrayList<>();

    private WatchedConnection(Connection real) {
        this.real = real;
    }

    static Connection around(Connection real) {
        return (Connection) Proxy.newProxyInstance(WatchedConnection.class.getClassLoader(),
                new Class<?>[]{Connection.class}, new WatchedConnection(real));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        switch (method.getName()) {
            case "commit" -> {
                String all = String.join("; ", said);
                said.clear();
                Fuse.FUSE.passes(Kind.COMMIT, When.BEFORE, all);
                real.commit();
                Fuse.FUSE.passes(Kind.COMMIT, When.AFTER, all);
                return null;
            }
            case "rollback" -> said.clear();
            default -> {
                // Passed on below.
            }
        }
        Object result = pass(real, method, arguments);
        if (result instanceof Statement statement) {
            String sql = arguments != null && arguments[0] instanceof String text ? text : "";
            return Proxy.newProxyInstance(WatchedConnection.class.getClassLoader(), new Class<?>[]{kind(statement)},
                    new WatchedStatement(statement, sql));
        }
        return result;
    }

    private static Class<?> kind(Statement statement) {
        if (statement instanceof CallableStatement) {
            return CallableStatement.class;
        }
        return statement instanceof PreparedStatement ? PreparedStatement.class : Statement.class;
    }

    private static Object pass(Object to, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(to, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    private final class WatchedStatement implements InvocationHandler {

        private final Statement statement;
        private final String sql;
        private final Map<Integer, String> values = new TreeMap<>();

        private WatchedStatement(Statement statement, String sql) {
            this.statement = statement;
            this.sql = sql;
        }

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            String name = method.getName();
            if (name.startsWith("set") && arguments.length > 1 && arguments[0] instanceof Integer index) {
                values.put(index, name.equals("setNull") ? "null" : String.valueOf(arguments[1]));
            }
            return name.startsWith("execute") ? execute(method, arguments) : pass(statement, method, arguments);
        }

        private Object execute(Method method, Object[] arguments) throws Throwable {
            String text = (arguments != null && arguments[0] instanceof String own ? own : sql) + " -- "
                    + String.join(", ", values.values());
            text = text.replaceAll("\\s+", " ");
            boolean alone = isAlone();
            if (!alone) {
                said.add(text);
            }
            Fuse.FUSE.passes(Kind.STATEMENT, When.BEFORE, text);
            if (alone) {
                Fuse.FUSE.passes(Kind.COMMIT, When.BEFORE, text);
            }
            Object result = pass(statement, method, arguments);
            Fuse.FUSE.passes(Kind.STATEMENT, When.AFTER, text);
            if (alone) {
                Fuse.FUSE.passes(Kind.COMMIT, When.AFTER, text);
            }
            return result;
        }

        private boolean isAlone() throws SQLException {
            return real.getAutoCommit();
        }
    }
}
