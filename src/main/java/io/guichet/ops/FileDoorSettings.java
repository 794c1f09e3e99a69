package io.guichet.ops;

import io.guichet.door.FileDoor;
import io.guichet.door.NameMask;
import io.guichet.order.ImportProfile;
import io.guichet.order.ImportProfiles;
import io.guichet.order.Strictness;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The ways in for files as they are set: in/, the folders of {@code guichet.intake.folder.NAME.*} and the servers of
 * {@code guichet.intake.sftp.NAME.*}. What could not work, or
 * would quietly do something else than is meant, stops the start with one sentence.
 */
final class FileDoorSettings {

    static final String FOLDER = "guichet.intake.folder";

    private static final Pattern DOOR_ACCOUNT = Pattern.compile("\\*|[a-z]+/[A-Za-z0-9_-]{1,64}");
    /** What nobody may drop orders into or have answers put into: the rooms of Guichet itself. */
    private static final List<String> OWN =
            List.of("work", "done", "error", "notice", "ledger", "broker", "sandbox");

    private final Settings settings;
    private final ImportProfiles profiles;
    private final Path home;

    FileDoorSettings(Settings settings, ImportProfiles profiles) {
        this.settings = settings;
        this.profiles = profiles;
        this.home = settings.path("guichet.home");
    }

    /** Checked against each other. */
    List<FileDoor> doors() {
        List<FileDoor> doors = new ArrayList<>();
        if (settings.flag("guichet.intake.file.enabled")) {
            doors.add(FileDoor.in(home, settings.duration("guichet.intake.file.settle"),
                    settings.flag("guichet.intake.file.done-marker"), profile("guichet.intake.file.profile")));
        }
        for (String name : settings.names(FOLDER)) {
            doors.add(folder(name));
        }
        servers().forEach(server -> doors.add(remote(server)));
        for (FileDoor door : doors) {
            doors.stream().takeWhile(other -> other != door).forEach(other -> requireApart(other, door));
        }
        outs().forEach((door, out) -> doors.forEach(other -> requireOut(door, out, other)));
        return doors;
    }

    /** Door to the folder that its answers go to, where that is not out/. */
    Map<String, Path> outs() {
        Map<String, Path> outs = new TreeMap<>();
        for (String name : settings.names(FOLDER)) {
            String key = FOLDER + "." + name + ".out";
            if (settings.find(key).isPresent()) {
                outs.put("folder." + name, requireForeign(key, settings.path(key), List.of("in")));
            }
        }
        return outs;
    }

    /** Door to the accounts that it may spend from. */
    Map<String, List<String>> accounts() {
        Map<String, List<String>> accounts = new TreeMap<>();
        accounts.put("file", accounts("guichet.intake.file.accounts"));
        accounts.put("queue", accounts("guichet.intake.queue.accounts"));
        for (String name : settings.names(FOLDER)) {
            accounts.put("folder." + name, accounts(FOLDER + "." + name + ".accounts"));
        }
        for (String name : settings.names(SftpServer.SETTINGS)) {
            accounts.put("sftp." + name, accounts(SftpServer.SETTINGS + "." + name + ".accounts"));
        }
        return accounts;
    }

    /** The servers that are set, in the sequence of their names. */
    List<SftpServer> servers() {
        return settings.names(SftpServer.SETTINGS).stream().map(name -> SftpServer.of(settings, name)).toList();
    }

    private FileDoor folder(String name) {
        String at = FOLDER + "." + name;
        Path path = requireForeign(at + ".path", settings.path(at + ".path"), List.of("out", "report"));
        return door("folder." + name, Optional.of(path), at);
    }

    private FileDoor remote(SftpServer server) {
        String at = SftpServer.SETTINGS + "." + server.name();
        if (server.out().equals(Optional.of(server.directory()))) {
            throw new SettingsException(at + ".out: " + server.directory()
                    + " is where orders are fetched from (expected: another folder)");
        }
        return door(server.door(), Optional.empty(), at);
    }

    private FileDoor door(String name, Optional<Path> path, String at) {
        return new FileDoor(name, path, home.resolve("work").resolve(name), new NameMask(settings.get(at + ".mask")),
                settings.duration(at + ".settle"), settings.flag(at + ".done-marker"), profile(at + ".profile"),
                defaults(at), Optional.of(reading(settings, at + ".reading")));
    }

    /** What becomes of texts that cannot be printed. */
    static Strictness reading(Settings settings, String key) {
        return Strictness.valueOf(settings.get(key).toUpperCase(Locale.ROOT));
    }

    private ImportProfile profile(String key) {
        return settings.find(key)
                .map(name -> profiles.named(name).orElseThrow(() -> new SettingsException(
                        key + ": " + name + " (expected: one of " + String.join(", ", profiles.names()) + ")")))
                .orElse(ImportProfile.PLAIN);
    }

    private Map<String, String> defaults(String at) {
        List<String> allowed = accounts(at + ".accounts");
        Map<String, String> defaults = new LinkedHashMap<>();
        for (String name : accounts(at + ".account")) {
            String[] parts = name.split("/", 2);
            if (parts.length < 2) {
                throw new SettingsException(at + ".account: " + name + " (expected: SERVICE/ACCOUNT)");
            }
            if (defaults.put(parts[0], parts[1]) != null) {
                throw new SettingsException(at + ".account: two accounts of " + parts[0]
                        + " (expected: one, that of orders which name none)");
            }
            if (!allowed.contains("*") && !allowed.contains(name)) {
                throw new SettingsException(at + ".account: " + name + " is not among " + at
                        + ".accounts (expected: one that the folder may spend from)");
            }
        }
        return defaults;
    }

    /** The accounts themselves need not be set yet: they can come while the process runs. */
    List<String> accounts(String key) {
        List<String> accounts = settings.list(key);
        accounts.stream().filter(name -> !DOOR_ACCOUNT.matcher(name).matches()).findFirst().ifPresent(name -> {
            throw new SettingsException(key + ": " + name + " (expected: * or SERVICE/ACCOUNT, with commas between)");
        });
        return accounts;
    }

    /** Of two doors that want the same file the one that is quicker would have it, today this one and tomorrow the other. */
    private static void requireApart(FileDoor one, FileDoor other) {
        if (one.folder().isPresent() && real(one).equals(real(other)) && one.mask().overlaps(other.mask())) {
            throw new SettingsException("guichet.intake." + other.name() + ".mask: " + other.mask()
                    + " means files that guichet.intake." + one.name() + " means with " + one.mask()
                    + ", and both take them out of " + other.folder().orElseThrow()
                    + " (expected: masks that no name fits both of, or another path)");
        }
    }

    /** Answers that would be read as orders. */
    private static void requireOut(String door, Path out, FileDoor other) {
        if (real(other).equals(Optional.of(real(out)))) {
            throw new SettingsException("guichet.intake." + door + ".out: " + out + " is where guichet.intake."
                    + other.name() + " takes orders from (expected: a folder that no orders are taken from)");
        }
    }

    private Path requireForeign(String key, Path path, List<String> more) {
        Path real = real(path);
        for (String own : Stream.concat(OWN.stream(), more.stream()).toList()) {
            if (real.startsWith(real(home.resolve(own)))) {
                throw new SettingsException(key + ": " + path + " lies in " + home.resolve(own)
                        + ", which Guichet needs for itself (expected: another folder)");
            }
        }
        if (real(home).startsWith(real)) {
            throw new SettingsException(key + ": " + path + " holds Guichet's own folders (expected: another folder)");
        }
        return path;
    }

    private static Optional<Path> real(FileDoor door) {
        return door.folder().map(FileDoorSettings::real);
    }

    /** Two ways to write the same folder are one folder. */
    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException notThere) {
            return path.toAbsolutePath().normalize();
        }
    }
}
