package io.guichet.ops;

import io.guichet.door.http.Bodies;
import io.guichet.door.http.Callers;
import io.guichet.door.http.Callers.Scheme;
import io.guichet.door.http.Doorkeeper;
import io.guichet.order.Texts;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The settings of the HTTP door that depend on each other: who may come in, from where, and by which names. */
final class HttpSettings {

    private static final String CALLERS = "guichet.intake.http.caller";
    private static final String AUTHENTICATION = "guichet.intake.http.authentication";
    private static final String HOST = "camel.server.host";
    private static final String PORT = "camel.server.port";
    private static final int SHORTEST_SECRET = 16;

    private final Settings settings;

    HttpSettings(Settings settings) {
        this.settings = settings;
    }

    /** Stops the start where strangers could order, or where nobody could tell anything. */
    void check() {
        if (!isOpen() && (takesOrders() || takesNotifications())) {
            throw new SettingsException("guichet.http.enabled: false, but "
                    + (takesOrders() ? "guichet.intake.http.enabled" : "guichet.notify.enabled")
                    + " is true (expected: the same)");
        }
        // Two servers on one port share its connections in turn: every other answer would be the wrong one's.
        if (isOpen() && settings.get(PORT).equals(settings.get("camel.management.port"))) {
            throw new SettingsException(PORT + ": " + settings.get(PORT)
                    + ", as camel.management.port (expected: a port of its own)");
        }
        if (!takesOrders()) {
            return;
        }
        if (scheme() == Scheme.NONE) {
            requireLoopback();
        } else if (names().isEmpty()) {
            throw new SettingsException(AUTHENTICATION + ": " + settings.get(AUTHENTICATION)
                    + ", but nobody could come in (expected: a " + CALLERS + ".NAME.token)");
        }
        for (String name : names()) {
            String key = CALLERS + "." + name + ".token";
            if (settings.get(key).length() < SHORTEST_SECRET) {
                throw new SettingsException(
                        key + ": too short (expected: at least " + SHORTEST_SECRET + " characters)");
            }
        }
    }

    private void requireLoopback() {
        String host = settings.get(HOST);
        try {
            if (InetAddress.getByName(host).isLoopbackAddress()) {
                return;
            }
        } catch (UnknownHostException unknown) {
            throw new SettingsException(HOST + ": " + host + " (expected: an address of this machine)");
        }
        throw new SettingsException(HOST + ": " + host + " with " + AUTHENTICATION
                + ": none, so that everybody who reaches this machine could order (expected: 127.0.0.1, or "
                + AUTHENTICATION
                + ": token or basic)");
    }

    /** Whether there is a product port at all. */
    boolean isOpen() {
        return settings.flag("guichet.http.enabled");
    }

    boolean takesOrders() {
        return settings.flag("guichet.intake.http.enabled");
    }

    boolean takesNotifications() {
        return settings.flag("guichet.notify.enabled");
    }

    /** Beginnings of the paths that there are. */
    List<String> doors() {
        List<String> doors = new ArrayList<>();
        if (takesOrders()) {
            doors.addAll(List.of("/orders", "/inputs", "/openapi"));
        }
        if (takesNotifications()) {
            doors.add("/notify");
        }
        return doors;
    }

    /** Requests of each kind that are worked at the same time, pages among them. */
    int workers() {
        return 2 * atOnce() + notificationsAtOnce();
    }

    private int notificationsAtOnce() {
        return settings.integer("guichet.notify.at-once");
    }

    int atOnce() {
        return settings.integer("guichet.intake.http.at-once");
    }

    long longestBody() {
        return settings.bytes("guichet.intake.http.max-body-bytes");
    }

    /** @param spool where bodies lie while they are read; what lies there now is a killed process's */
    Doorkeeper doorkeeper(Path spool, Texts texts) {
        Bodies bodies = new Bodies(spool, longestBody(), settings.duration("guichet.intake.http.body-timeout"),
                atOnce(), texts);
        bodies.clear();
        // Whoever takes longer to say it than half of the answer's time gets none.
        Bodies notifications = new Bodies(spool, settings.bytes("guichet.notify.max-body-bytes"),
                settings.duration("guichet.notify.answer-within").dividedBy(2), notificationsAtOnce(), texts);
        return new Doorkeeper(callers(), hosts(), bodies, notifications, atOnce(), texts);
    }

    /** Where others reach the product port. */
    String publicUrl() {
        return settings.find("guichet.http.public-url")
                .orElseGet(() -> "http://" + settings.get(HOST) + ":" + settings.get(PORT));
    }

    private Callers callers() {
        Map<String, String> secrets = new TreeMap<>();
        names().forEach(name -> secrets.put(name, settings.get(CALLERS + "." + name + ".token")));
        return new Callers(scheme(), secrets);
    }

    /** The door itself and those of its callers who have accounts of their own, to the key that lists them. */
    Map<String, String> accountKeys() {
        Map<String, String> keys = new TreeMap<>(Map.of(Callers.DOOR, "guichet.intake.http.accounts"));
        for (String name : names()) {
            String key = CALLERS + "." + name + ".accounts";
            if (settings.find(key).isPresent()) {
                keys.put(Callers.door(name), key);
            }
        }
        return keys;
    }

    /** Hosts by which the port is known. */
    private Set<String> hosts() {
        Set<String> hosts = new TreeSet<>(List.of("localhost", "127.0.0.1", "[::1]"));
        settings.find("guichet.http.public-url").map(URI::create).map(URI::getHost).ifPresent(hosts::add);
        hosts.add(settings.get(HOST));
        return new TreeSet<>(hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList());
    }

    private Scheme scheme() {
        return Scheme.valueOf(settings.get(AUTHENTICATION).toUpperCase(Locale.ROOT));
    }

    private Set<String> names() {
        return settings.names(CALLERS);
    }
}
