package io.guichet.ops;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The settings as {@code application.properties} declares them: key, comment, type, default, in the file's order. */
public final class Declarations {

    /** What stands for a name in a declared key: of an account, and of anything else that there can be several of. */
    static final List<String> PLACEHOLDERS = List.of("ACCOUNT", "NAME");

    private static final String ACCOUNTS = "guichet.account.";

    private static final Pattern DECLARATION = Pattern.compile("(#?)((?:guichet|camel)\\.[A-Za-z0-9.-]+)\\s*=\\s*(.*)");
    private static final Pattern AROUND = Pattern.compile("\\.(?:" + String.join("|", PLACEHOLDERS) + ")\\.");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern TYPE = Pattern.compile("\\[([^\\[\\]]+)]$");

    /**
     * One declared setting.
     *
     * @param section  the heading above it
     * @param comment  its documentation, without the bracket
     * @param type     what it may hold; empty for {@code camel.*}, which Camel checks itself
     * @param standard its default, empty when it has none
     */
    record Declaration(String key, String section, String comment, Optional<SettingType> type,
            Optional<String> standard) {

        /** One that is declared once for things of any name. */
        boolean named() {
            return PLACEHOLDERS.stream().anyMatch(word -> key.contains("." + word + "."));
        }

        /** What stands in front of the name. */
        String group() {
            return around()[0];
        }

        /** What follows the name. */
        String setting() {
            return around()[1];
        }

        private String[] around() {
            return AROUND.split(key, 2);
        }

        boolean secret() {
            return type.map(SettingType::secret).orElse(false);
        }
    }

    private final Map<String, Declaration> byKey = new LinkedHashMap<>();
    /** What stands in front of a name, to what follows it, to its declaration; asked for with each key of each source. */
    private final Map<String, Map<String, Declaration>> named = new LinkedHashMap<>();

    Declarations(List<String> lines) {
        String section = "";
        List<String> comment = new ArrayList<>();
        for (String line : lines) {
            Matcher declaration = DECLARATION.matcher(line);
            if (declaration.matches()) {
                declare(section, String.join(" ", comment), declaration);
                comment.clear();
            } else if (line.startsWith("## ")) {
                section = line.substring(3).strip();
                comment.clear();
            } else if (line.startsWith("# ")) {
                comment.add(line.substring(2).strip());
            } else {
                comment.clear();
            }
        }
    }

    private void declare(String section, String comment, Matcher line) {
        String key = line.group(2);
        Optional<String> standard = line.group(1).isEmpty() ? Optional.of(line.group(3).strip()) : Optional.empty();
        Optional<SettingType> type = Optional.empty();
        String words = comment;
        if (key.startsWith("guichet.")) {
            Matcher bracket = TYPE.matcher(comment);
            if (!bracket.find()) {
                throw new IllegalStateException(key + ": its comment ends without a type in brackets");
            }
            type = Optional.of(SettingType.of(bracket.group(1)));
            words = comment.substring(0, bracket.start()).strip();
        }
        if (words.isEmpty()) {
            throw new IllegalStateException(key + ": no comment says what it is for");
        }
        Declaration declaration = new Declaration(key, section, words, type, standard);
        if (byKey.put(key, declaration) != null) {
            throw new IllegalStateException(key + ": declared twice");
        }
        if (declaration.named()) {
            named.computeIfAbsent(declaration.group(), group -> new LinkedHashMap<>())
                    .put(declaration.setting(), declaration);
        }
    }

    List<Declaration> all() {
        return List.copyOf(byKey.values());
    }

    /** The keys as declared, with ACCOUNT or NAME in the place of a name. */
    public List<String> keys() {
        return List.copyOf(byKey.keySet());
    }

    /** The declaration of a key as it is written in a file: one of a named thing carries its name. */
    Optional<Declaration> find(String key) {
        return Optional.ofNullable(byKey.get(key)).filter(declaration -> !declaration.named())
                .or(() -> namedKey(key).flatMap(this::declared));
    }

    /** Takes {@code guichet.intake.folder.NAME.path} and the like apart, when such a key is declared. */
    Optional<NamedKey> namedKey(String key) {
        if (byKey.containsKey(key)) {
            return Optional.empty();
        }
        return named.keySet().stream()
                .filter(group -> key.startsWith(group) && key.startsWith(".", group.length())).map(group -> {
                    String rest = key.substring(group.length() + 1);
                    int end = rest.indexOf('.');
                    return new NamedKey(group, end < 0 ? rest : rest.substring(0, end),
                            end < 0 ? "" : rest.substring(end + 1));
                }).filter(one -> one.nameIsSound() && declared(one).isPresent()).findFirst();
    }

    /** The same, of an account only. */
    Optional<NamedKey> accountKey(String key) {
        return namedKey(key).filter(NamedKey::ofAccount);
    }

    /** The settings that each thing of this group has. */
    List<Declaration> of(String group) {
        return List.copyOf(named.getOrDefault(group, Map.of()).values());
    }

    /** Without the keys that only declare what a thing of any name has. */
    Map<String, String> plain(Map<String, String> values) {
        return values.entrySet().stream()
                .filter(entry -> !Optional.ofNullable(byKey.get(entry.getKey())).map(Declaration::named).orElse(false))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Optional<Declaration> declared(NamedKey key) {
        return Optional.ofNullable(named.getOrDefault(key.group(), Map.of()).get(key.setting()));
    }

    /**
     * One setting of one named thing.
     *
     * @param group what stands in front of the name: {@code guichet.account.webstamp}, {@code guichet.intake.folder}
     */
    record NamedKey(String group, String name, String setting) {

        String key() {
            return group + "." + name + "." + setting;
        }

        NamedKey with(String otherSetting) {
            return new NamedKey(group, name, otherSetting);
        }

        boolean ofAccount() {
            return group.startsWith(ACCOUNTS);
        }

        /** The service of an account. */
        String service() {
            return group.substring(ACCOUNTS.length());
        }

        boolean nameIsSound() {
            return NAME.matcher(name).matches() && !PLACEHOLDERS.contains(name);
        }
    }
}
