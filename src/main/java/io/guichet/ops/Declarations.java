package io.guichet.ops;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The settings as {@code application.properties} declares them: key, comment, type, default, in the file's order. */
public final class Declarations {

    /** What stands for an account's name in a declared key. */
    public static final String ACCOUNT = "ACCOUNT";

    private static final Pattern DECLARATION = Pattern.compile("(#?)((?:guichet|camel)\\.[A-Za-z0-9.-]+)\\s*=\\s*(.*)");
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

        boolean ofAccounts() {
            return key.startsWith("guichet.account.");
        }

        boolean secret() {
            return type.map(SettingType::secret).orElse(false);
        }
    }

    private final Map<String, Declaration> byKey = new LinkedHashMap<>();

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
        if (byKey.put(key, new Declaration(key, section, words, type, standard)) != null) {
            throw new IllegalStateException(key + ": declared twice");
        }
    }

    List<Declaration> all() {
        return List.copyOf(byKey.values());
    }

    /** The keys as declared, accounts with the word ACCOUNT in place of a name. */
    public List<String> keys() {
        return List.copyOf(byKey.keySet());
    }

    /** The declaration of a key as it is written in a file: an account's key carries the account's name. */
    Optional<Declaration> find(String key) {
        return Optional.ofNullable(byKey.get(key)).filter(declaration -> !declaration.ofAccounts())
                .or(() -> accountKey(key).map(parts -> byKey.get(parts.declared())));
    }

    /** Takes {@code guichet.account.SERVICE.NAME.KEY} apart, when such a key is declared. */
    Optional<AccountKey> accountKey(String key) {
        String[] parts = key.split("\\.", 5);
        if (parts.length < 5 || !key.startsWith("guichet.account.") || parts[3].equals(ACCOUNT)) {
            return Optional.empty();
        }
        AccountKey account = new AccountKey(parts[2], parts[3], parts[4]);
        return Optional.of(account).filter(a -> byKey.containsKey(a.declared()) && a.nameIsSound());
    }

    /** One setting of one account. */
    record AccountKey(String service, String name, String setting) {

        String declared() {
            return "guichet.account." + service + "." + ACCOUNT + "." + setting;
        }

        String key() {
            return "guichet.account." + service + "." + name + "." + setting;
        }

        boolean nameIsSound() {
            return name.matches("[A-Za-z0-9_-]{1,64}");
        }
    }
}
