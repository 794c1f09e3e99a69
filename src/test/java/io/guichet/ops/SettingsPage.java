package io.guichet.ops;

import io.guichet.ops.Declarations.Declaration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes docs/settings.md of application.properties and the overlays. */
final class SettingsPage {

    private final StringBuilder page = new StringBuilder();

    /**
     * The whole page.
     *
     * @param overlays profile to the keys that it sets
     */
    String of(Declarations declarations, Map<String, Map<String, String>> overlays) {
        page.append(
                """
                        # Settings

                        <!-- Made of the comments in application.properties: mvn test -Dtest=SettingsPageTest -Dguichet.docs.write=true -->

                        An operator writes `conf/guichet.properties` or sets environment variables: `guichet.intake.file.settle` is
                        `GUICHET_INTAKE_FILE_SETTLE` there (upper case, everything else than letters and digits becomes `_`).
                        What wins: system property (`-D`), environment, `conf/guichet.properties`, profile overlay, default.
                        An empty value counts as not set. A key that is missing, unknown or out of range stops the start with one
                        sentence that names it.

                        A secret `KEY` may also be given as `KEY.file` (`KEY_FILE` in the environment): the path of a mounted file that
                        holds the secret and nothing else. `ACCOUNT` and `NAME` stand for a name that you choose: letters, digits, `-` and
                        `_`. What stands only in the environment gets its name in small letters with `-` in the place of `_`.
                        Relative paths begin at the installation.
                        """);
        String section = "";
        for (Declaration declaration : guichetFirst(declarations)) {
            if (!declaration.section().equals(section)) {
                section = declaration.section();
                page.append("\n## ").append(section)
                        .append("\n\n| key | expected | default | meaning |\n|---|---|---|---|\n");
            }
            row("`" + declaration.key() + "`", declaration.type().map(this::expected).orElse("see Camel"),
                    declaration.standard().map(value -> "`" + value + "`").orElse(""), declaration.comment());
        }
        page.append(
                "\n## Profiles\n\nWhat a profile sets in the place of the default; the twins' accounts of the sandbox aside.\n"
                        + "\n| profile | key | value |\n|---|---|---|\n");
        overlays.forEach((profile, keys) -> new TreeMap<>(keys).forEach((key, value) -> {
            if (!key.startsWith("guichet.account.")) {
                row(profile, "`" + key + "`", "`" + value + "`");
            }
        }));
        return page.toString();
    }

    /** The operator looks for his own keys first; the file begins with Camel's. */
    private static List<Declaration> guichetFirst(Declarations declarations) {
        return declarations.all().stream().sorted((one, other) -> Boolean.compare(one.key().startsWith("camel."),
                other.key().startsWith("camel."))).toList();
    }

    private String expected(SettingType type) {
        return type.secret() ? "a secret" : type.expected();
    }

    private void row(String... cells) {
        page.append("| ")
                .append(String.join(" | ", List.of(cells).stream().map(cell -> cell.replace("|", "\\|")).toList()))
                .append(" |\n");
    }
}
