package io.guichet.ops;

import io.guichet.ops.Declarations.Declaration;
import io.guichet.ops.Declarations.NamedKey;
import io.guichet.order.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The one place where settings come from. What wins: system property, environment, {@code conf/guichet.properties},
 * profile overlay, {@code application.properties}. A value once read never changes; loading again gives what is set now.
 * A key that is missing, unknown or out of range stops the load with one sentence. Never prints a value.
 */
public final class Settings {

    private static final List<String> PROFILES = List.of("sandbox", "integration", "prod");
    private static final List<String> EARLY = List.of("guichet.installation", "guichet.conf");
    private static final String FILE = ".file";
    private static final String LANGUAGE = "guichet.language";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{((?:guichet|camel)\\.[a-z0-9.-]+)}}");

    /** Ours to the launcher, or Kubernetes' own for a service that is called guichet. */
    private static final Pattern NOT_A_SETTING = Pattern.compile(
            "GUICHET_JAVA_OPTS|GUICHET_ARCHIVE|GUICHET_PORT|GUICHET_PORT_\\d.*|GUICHET_SERVICE_HOST|GUICHET_SERVICE_PORT.*");

    private final String profile;
    private final Declarations declarations;
    private final Path installation;
    private final Map<String, String> values;
    private final Map<String, Map<String, Map<String, String>>> accounts;
    private final List<Path> files;
    private final Supplier<Settings> again;

    private Settings(String profile, Declarations declarations, Path installation, Map<String, String> values,
            List<Path> files, Supplier<Settings> again) {
        this.profile = profile;
        this.declarations = declarations;
        this.installation = installation;
        this.values = values;
        this.accounts = accounts(declarations, values);
        this.files = files;
        this.again = again;
    }

    /**
     * Reads and checks every setting.
     *
     * @param profile     sandbox, integration or prod
     * @param confFile    the operator's file; it need not exist
     * @param environment usually {@code System.getenv()}
     * @param system      usually {@code System.getProperties()}
     * @throws SettingsException with one sentence that names the key, where it came from and what was expected
     */
    public static Settings load(String profile, Path confFile, Map<String, String> environment, Properties system) {
        if (!PROFILES.contains(profile)) {
            throw new SettingsException(
                    "profile: " + profile + " (expected: one of " + String.join(", ", PROFILES) + ")");
        }
        return load(profile, resource("application.properties"), resource("application-" + profile + ".properties"),
                confFile, environment, system);
    }

    /** The settings of a profile as they are shipped, before an operator touched them. */
    static Settings shipped(String profile) {
        return load(profile, Path.of("conf", "none", "guichet.properties"), Map.of(), new Properties());
    }

    static Settings load(String profile, String defaults, String overlay, Path confFile,
            Map<String, String> environment, Properties system) {
        Declarations declarations = new Declarations(defaults.lines().toList());
        Source file = new Source(confFile.toString(), properties(confFile.toString(), conf(confFile)));
        Source profiled = new Source("application-" + profile + ".properties", properties("overlay", overlay));
        Source standard = new Source("application.properties", declarations.plain(properties("defaults", defaults)));
        Source given = Source.ofSystem(system);
        Source env = environment(declarations, environment, List.of(given, file, profiled, standard));
        List<Source> sources = List.of(given, env, file, profiled, standard);

        Map<String, String> values = new TreeMap<>();
        for (Source source : sources) {
            source.values().keySet().forEach(key -> known(declarations, source, key));
        }
        for (String key : EARLY) {
            if (file.values().containsKey(key)) {
                throw new SettingsException(key + ": too late in " + file.name()
                        + ", which is found by it (expected: a system property or an environment variable)");
            }
        }
        for (String key : keys(declarations, sources)) {
            value(declarations, sources, key).ifPresent(value -> values.put(key, value));
        }
        // What a thing does not say itself it has by default; which things there are only their own keys tell.
        for (String key : List.copyOf(values.keySet())) {
            declarations.namedKey(key).ifPresent(named -> declarations.of(named.group()).forEach(
                    declaration -> declaration.standard().ifPresent(value -> values.putIfAbsent(
                            named.with(declaration.setting()).key(), referred(declarations, sources, value)))));
        }
        for (Declaration declaration : declarations.all()) {
            if (declaration.standard().isPresent() && !declaration.named() && !values.containsKey(declaration.key())) {
                throw new SettingsException(declaration.key() + ": missing (expected: " + expected(declaration) + ")");
            }
        }
        Path installation = Path.of(values.getOrDefault("guichet.installation", "")).toAbsolutePath().normalize();
        values.put("guichet.installation", installation.toString());
        values.put("guichet.conf", confFile.toAbsolutePath().normalize().toString());
        return new Settings(profile, declarations, installation, Map.copyOf(values),
                files(declarations, confFile, sources),
                () -> load(profile, defaults, overlay, confFile, environment, system));
    }

    /** Where the operator's file is: {@code guichet.conf}, or conf/guichet.properties of the installation. */
    public static Path confFile(Map<String, String> environment, Properties system) {
        return early("guichet.conf", environment, system).map(Path::of).orElseGet(() -> early("guichet.installation",
                environment, system).map(Path::of).orElse(Path.of("")).resolve("conf").resolve("guichet.properties"));
    }

    public String profile() {
        return profile;
    }

    /** The value of a declared key, empty where it is optional and not set. */
    public Optional<String> find(String key) {
        if (declarations.find(key).isEmpty()) {
            throw new IllegalArgumentException(key + ": not declared in application.properties");
        }
        return Optional.ofNullable(values.get(key));
    }

    /** The value of a key that must be there. */
    public String get(String key) {
        return find(key).orElseThrow(() -> new SettingsException(
                key + ": missing (expected: " + expected(declarations.find(key).orElseThrow()) + ")"));
    }

    public int integer(String key) {
        return Integer.parseInt(get(key));
    }

    /** A size in bytes. */
    public long bytes(String key) {
        return SettingType.bytes(get(key));
    }

    public Duration duration(String key) {
        return SettingType.duration(get(key));
    }

    public boolean flag(String key) {
        return Boolean.parseBoolean(get(key));
    }

    /** A path, absolute; a relative one begins at the installation. */
    public Path path(String key) {
        return installation.resolve(get(key)).normalize();
    }

    /** Growing times, each counted from the same beginning. */
    public List<Duration> durations(String key) {
        return SettingType.durations(get(key));
    }

    public Optional<Instant> time(String key) {
        return find(key).map(SettingType::time);
    }

    /** The words of a list, empty where it is not set. */
    public List<String> list(String key) {
        return find(key).stream().flatMap(value -> Arrays.stream(value.split(","))).map(String::strip)
                .filter(word -> !word.isEmpty()).toList();
    }

    /**
     * The words of the product: those that concern an account in its language, all others in the installation's.
     *
     * @param accounts service to account name to its settings, as they stand now
     */
    public Texts texts(Function<String, Map<String, Map<String, String>>> accounts) {
        return new Texts(Locale.forLanguageTag(get(LANGUAGE)), (service, account) -> Optional
                .ofNullable(accounts.apply(service).get(account)).map(settings -> settings.get("language")));
    }

    /**
     * The names under which something is set, in their order.
     *
     * @param group what stands in front of the names: {@code guichet.intake.folder}
     */
    public Set<String> names(String group) {
        if (declarations.of(group).isEmpty()) {
            throw new IllegalArgumentException(group + ": no key with a name is declared below it");
        }
        return values.keySet().stream().flatMap(key -> declarations.namedKey(key).stream())
                .filter(named -> named.group().equals(group)).map(NamedKey::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The accounts of a service: name to its settings, without {@code guichet.account.SERVICE.NAME.}. */
    public Map<String, Map<String, String>> accounts(String service) {
        return accounts.getOrDefault(service, Map.of());
    }

    /** What nobody may see of an account. */
    public Set<String> secrets(String service, String name) {
        return accounts(service).getOrDefault(name, Map.of()).entrySet().stream()
                .filter(entry -> declarations.find("guichet.account." + service + "." + name + "." + entry.getKey())
                        .map(Declaration::secret).orElse(false))
                .map(Map.Entry::getValue).collect(Collectors.toSet());
    }

    /** The files that a value may change in: the operator's own and those that hold a mounted secret. */
    List<Path> files() {
        return files;
    }

    /** Every source read and checked again. */
    Settings again() {
        return again.get();
    }

    /** These settings with the accounts of others. */
    Settings withAccountsOf(Settings others) {
        Map<String, String> mixed = new TreeMap<>();
        values.forEach((key, value) -> {
            if (declarations.accountKey(key).isEmpty()) {
                mixed.put(key, value);
            }
        });
        others.values.forEach((key, value) -> {
            if (declarations.accountKey(key).isPresent()) {
                mixed.put(key, value);
            }
        });
        return new Settings(profile, declarations, installation, Map.copyOf(mixed), others.files, again);
    }

    /** The keys, those of accounts aside, that others set otherwise. */
    Set<String> differences(Settings others) {
        Set<String> keys = new TreeSet<>(values.keySet());
        keys.addAll(others.values.keySet());
        keys.removeIf(key -> declarations.accountKey(key).isPresent()
                || Objects.equals(values.get(key), others.values.get(key)));
        return keys;
    }

    /** Every key with its value, paths absolute and places filled in, secrets included: for Camel's override properties. */
    public Properties all() {
        Properties all = new Properties();
        values.forEach((key, value) -> all.setProperty(key, isPath(key) ? path(key).toString() : filled(value)));
        return all;
    }

    public Declarations declarations() {
        return declarations;
    }

    @Override
    public String toString() {
        return "settings of profile " + profile;
    }

    private boolean isPath(String key) {
        return declarations.find(key).flatMap(Declaration::type).map(type -> type.kind().equals("path")).orElse(false);
    }

    private String filled(String value) {
        return PLACEHOLDER.matcher(value).replaceAll(place -> Matcher.quoteReplacement(
                isPath(place.group(1)) ? path(place.group(1)).toString() : get(place.group(1))));
    }

    /** One layer of settings and the name that an error gives it. */
    private record Source(String name, Map<String, String> values) {

        static Source ofSystem(Properties system) {
            Map<String, String> own = new TreeMap<>();
            for (String key : system.stringPropertyNames()) {
                if (key.startsWith("guichet.") || key.startsWith("camel.")) {
                    own.put(key, system.getProperty(key));
                }
            }
            return new Source("the system properties", own);
        }
    }

    private static Map<String, Map<String, Map<String, String>>> accounts(Declarations declarations,
            Map<String, String> values) {
        Map<String, Map<String, Map<String, String>>> accounts = new TreeMap<>();
        values.forEach((key, value) -> declarations.accountKey(key)
                .ifPresent(account -> accounts.computeIfAbsent(account.service(), service -> new TreeMap<>())
                        .computeIfAbsent(account.name(), name -> new TreeMap<>()).put(account.setting(), value)));
        // One setting, one meaning: what an account does not say in words and in its calls, the installation does.
        Optional.ofNullable(values.get(LANGUAGE)).ifPresent(language -> accounts.forEach((service, ofService) -> {
            if (speaks(declarations, service, language)) {
                ofService.values().forEach(account -> account.putIfAbsent("language", language));
            }
        }));
        accounts.values().forEach(ofService -> ofService.replaceAll((name, account) -> Map.copyOf(account)));
        accounts.replaceAll((service, ofService) -> Collections.unmodifiableMap(ofService));
        return accounts;
    }

    private static boolean speaks(Declarations declarations, String service, String language) {
        return declarations.find("guichet.account." + service + ".any.language").flatMap(Declaration::type)
                .filter(type -> type.accepts(language)).isPresent();
    }

    private static List<Path> files(Declarations declarations, Path confFile, List<Source> sources) {
        Set<Path> files = new LinkedHashSet<>(Set.of(confFile.toAbsolutePath()));
        for (Source source : sources) {
            source.values().forEach((key, value) -> {
                if (fileKey(declarations, key)) {
                    files.add(Path.of(value.strip()).toAbsolutePath());
                }
            });
        }
        return List.copyOf(files);
    }

    private static Set<String> keys(Declarations declarations, List<Source> sources) {
        Set<String> keys = new LinkedHashSet<>();
        for (Source source : sources) {
            for (String key : source.values().keySet()) {
                keys.add(fileKey(declarations, key) ? key.substring(0, key.length() - FILE.length()) : key);
            }
        }
        return keys;
    }

    private static void known(Declarations declarations, Source source, String key) {
        if (key.startsWith("guichet.") && declarations.find(key).isEmpty() && !fileKey(declarations, key)) {
            String near = nearest(declarations, key).map(k -> " (did you mean " + k + "?)").orElse("");
            throw new SettingsException(key + ": unknown, in " + source.name() + near);
        }
    }

    /** A secret K may also be given as K.file, the path of a mounted file that holds it. */
    private static boolean fileKey(Declarations declarations, String key) {
        return key.endsWith(FILE) && declarations.find(key.substring(0, key.length() - FILE.length()))
                .map(Declaration::secret).orElse(false);
    }

    private static Optional<String> value(Declarations declarations, List<Source> sources, String key) {
        Optional<SettingType> type = declarations.find(key).flatMap(Declaration::type);
        boolean secret = type.map(SettingType::secret).orElse(false);
        for (Source source : sources) {
            Optional<String> plain = Optional.ofNullable(source.values().get(key)).map(String::strip)
                    .filter(value -> !value.isEmpty())
                    .map(value -> key.startsWith("guichet.") ? referred(declarations, sources, value) : value);
            Optional<String> mounted = secret ? Optional.ofNullable(source.values().get(key + FILE)) : Optional.empty();
            if (plain.isPresent() && mounted.isPresent()) {
                throw new SettingsException(key + ": set twice in " + source.name() + ", as itself and as " + key + FILE
                        + " (expected: one of them)");
            }
            Optional<String> value = mounted.isPresent() ? mounted.map(path -> secretOf(key, path, source)) : plain;
            if (value.isPresent()) {
                type.ifPresent(t -> check(t, key, value.get(), source));
                return value;
            }
        }
        return Optional.empty();
    }

    /** A setting may be made of others: an address of a port. */
    private static String referred(Declarations declarations, List<Source> sources, String value) {
        return PLACEHOLDER.matcher(value).replaceAll(place -> Matcher.quoteReplacement(
                value(declarations, sources, place.group(1)).orElseThrow(() -> new SettingsException(
                        place.group() + ": refers to a key that is not set"))));
    }

    private static void check(SettingType type, String key, String value, Source source) {
        if (!type.accepts(value)) {
            String shown = type.secret() ? "the secret" : value;
            throw new SettingsException(
                    key + ": " + shown + " (expected: " + type.expected() + ") in " + source.name());
        }
    }

    private static String secretOf(String key, String path, Source source) {
        try {
            return Files.readString(Path.of(path.strip()), StandardCharsets.UTF_8).strip();
        } catch (IOException unreadable) {
            throw new SettingsException(key + FILE + ": " + path + " cannot be read, in " + source.name()
                    + " (expected: a file that holds the secret and nothing else)");
        }
    }

    private static String expected(Declaration declaration) {
        return declaration.type().map(SettingType::expected).orElse("a value");
    }

    /** The environment in the files' words; upper case has lost where a name ends, so the keys are found from their side. */
    private static Source environment(Declarations declarations, Map<String, String> environment, List<Source> files) {
        Map<String, String> names = new TreeMap<>();
        for (Declaration declared : declarations.all()) {
            if (!declared.named()) {
                names.put(variable(declared.key()), declared.key());
                names.put(variable(declared.key() + FILE), declared.key() + FILE);
            }
        }
        for (Source source : files) {
            for (String key : source.values().keySet()) {
                names.put(variable(key), key);
                declarations.namedKey(key).ifPresent(named -> declarations.of(named.group()).stream()
                        .map(declared -> named.with(declared.setting()).key())
                        .forEach(other -> {
                            names.put(variable(other), other);
                            names.put(variable(other + FILE), other + FILE);
                        }));
            }
        }
        Map<String, String> own = new TreeMap<>();
        environment.forEach((name, value) -> {
            if (names.containsKey(name)) {
                own.put(names.get(name), value);
            } else if (name.startsWith("GUICHET_") && !NOT_A_SETTING.matcher(name).matches()) {
                own.put(newName(declarations, name)
                        .orElse(name.toLowerCase(Locale.ROOT).replace('_', '.')), value);
            }
        });
        return new Source("the environment", own);
    }

    /** A key of a thing that no file knows: the longest declared ending is the setting, the rest its name. */
    private static Optional<String> newName(Declarations declarations, String variable) {
        record Around(String group, String setting) {
        }
        return declarations.all().stream().filter(Declaration::named)
                .flatMap(d -> Stream.of("", FILE).filter(end -> end.isEmpty() || d.secret())
                        .map(end -> new Around(d.group() + ".", "." + d.setting() + end)))
                .sorted(Comparator.comparingInt((Around around) -> around.group().length() + around.setting().length())
                        .reversed())
                .filter(around -> variable.length() > around.group().length() + around.setting().length()
                        && variable.startsWith(variable(around.group()))
                        && variable.endsWith(variable(around.setting())))
                .map(around -> around.group()
                        + variable.substring(around.group().length(), variable.length() - around.setting().length())
                                .toLowerCase(Locale.ROOT).replace('_', '-')
                        + around.setting())
                .findFirst();
    }

    private static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    private static Optional<String> nearest(Declarations declarations, String key) {
        List<String> candidates = declarations.all().stream().map(declaration -> {
            // A named thing's key is compared under the name that was written.
            String[] rest = !declaration.named() || !key.startsWith(declaration.group() + ".")
                    ? new String[0]
                    : key.substring(declaration.group().length() + 1).split("\\.", 2);
            return rest.length < 2
                    ? declaration.key()
                    : declaration.group() + "." + rest[0] + "." + declaration.setting();
        }).toList();
        return candidates.stream().filter(candidate -> distance(candidate, key) <= 3)
                .min(Comparator.comparingInt(candidate -> distance(candidate, key)));
    }

    /** Letters to change, add or drop to make one of the other (Levenshtein). */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }

    private static Optional<String> early(String key, Map<String, String> environment, Properties system) {
        return Optional.ofNullable(system.getProperty(key))
                .or(() -> Optional.ofNullable(environment.get(variable(key))))
                .filter(value -> !value.isBlank());
    }

    private static String conf(Path file) {
        if (Files.notExists(file)) {
            return "";
        }
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException notUtf8) {
            throw new SettingsException(file + ": not UTF-8 (expected: a properties file in UTF-8)");
        } catch (IOException unreadable) {
            throw new SettingsException(
                    file + ": cannot be read (expected: a properties file that this user may read)");
        }
    }

    private static Map<String, String> properties(String name, String text) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException | IllegalArgumentException malformed) {
            throw new SettingsException(name + ": " + malformed.getMessage() + " (expected: lines of key = value)");
        }
        return properties.stringPropertyNames().stream().collect(Collectors.toMap(key -> key, properties::getProperty));
    }

    private static String resource(String name) {
        try (InputStream in = Settings.class.getResourceAsStream("/" + name)) {
            if (in == null) {
                throw new SettingsException(name + ": not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new SettingsException(name + ": cannot be read from the class path");
        }
    }
}
