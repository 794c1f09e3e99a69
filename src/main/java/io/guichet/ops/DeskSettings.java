package io.guichet.ops;

import io.guichet.desk.Passwords;
import io.guichet.desk.Person;
import io.guichet.desk.Role;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Who may sign in at the operator's page. */
final class DeskSettings {

    private static final String PEOPLE = "guichet.desk.person";

    private final Settings settings;

    DeskSettings(Settings settings) {
        this.settings = settings;
    }

    /** Nobody may: there is no page. */
    boolean isOff() {
        return names().isEmpty();
    }

    /** Stops the start where a password stands as it is typed, or where there is nobody or no port for it. */
    void check() {
        people();
        if (!isOff() && !settings.flag("guichet.http.enabled")) {
            throw new SettingsException("guichet.http.enabled: false, but " + PEOPLE + "." + names().get(0)
                    + " may sign in (expected: true)");
        }
    }

    Map<String, Person> people() {
        Map<String, Person> people = new TreeMap<>();
        for (String name : names()) {
            String key = PEOPLE + "." + name + ".password";
            Optional<String> password = settings.find(key);
            if (password.isEmpty()) {
                throw new SettingsException(
                        key + ": absent, but a role is set (expected: what guichet desk-password says)");
            }
            if (!Passwords.isEncoded(password.get())) {
                throw new SettingsException(
                        key + ": not encoded (expected: what guichet desk-password says, which begins with"
                                + " pbkdf2-sha256)");
            }
            Role role = Role.valueOf(settings.get(PEOPLE + "." + name + ".role").toUpperCase(Locale.ROOT));
            people.put(name, new Person(name, role, password.get()));
        }
        return people;
    }

    private List<String> names() {
        return settings.names(PEOPLE).stream().sorted().toList();
    }
}
