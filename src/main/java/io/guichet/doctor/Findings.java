package io.guichet.doctor;

import io.guichet.order.Texts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What was found of one subject, in words; whatever a service or a library says, no secret is among them. */
public final class Findings {

    private static final String COMMON = "doctor";

    /** SKIPPED where something before it has to be put right first, or where nobody lets one know. */
    public enum State {
        GOOD, NOTE, WRONG, SKIPPED
    }

    /**
     * @param check  what was looked at, one word
     * @param advice the way out
     */
    public record Finding(String check, State state, String finding, Optional<String> advice) {
    }

    private final String subject;
    private final String bundle;
    private final Texts texts;
    private final List<String> secrets;
    private final List<Finding> all = new ArrayList<>();

    /**
     * @param subject what is looked at: SERVICE/ACCOUNT, or installation
     * @param bundle  where words are looked for first
     * @param secrets what is never said
     */
    public Findings(String subject, String bundle, Texts texts, Collection<String> secrets) {
        this.subject = subject;
        this.bundle = bundle;
        this.texts = texts;
        // The longest first: one may be part of another.
        this.secrets = secrets.stream().filter(secret -> !secret.isBlank())
                .sorted((one, other) -> other.length() - one.length()).toList();
    }

    public Findings(String subject, Texts texts) {
        this(subject, COMMON, texts, List.of());
    }

    public String subject() {
        return subject;
    }

    public List<Finding> all() {
        return List.copyOf(all);
    }

    /** What the words are in. */
    public Texts texts() {
        return texts;
    }

    public void good(String check, String key, Object... values) {
        add(check, State.GOOD, key, values);
    }

    /** Works, and wants to be known. */
    public void note(String check, String key, Object... values) {
        add(check, State.NOTE, key, values);
    }

    public void wrong(String check, String key, Object... values) {
        add(check, State.WRONG, key, values);
    }

    public void skipped(String check, String key, Object... values) {
        add(check, State.SKIPPED, key, values);
    }

    private void add(String check, State state, String key, Object... values) {
        all.add(new Finding(check, state, said(key + ".message", values).orElseThrow(
                () -> new IllegalStateException(key + ".message: missing in messages/" + bundle)),
                said(key + ".advice", values)));
    }

    private Optional<String> said(String key, Object... values) {
        return texts.maybe(bundle, key, values).or(() -> texts.maybe(COMMON, key, values)).map(this::masked);
    }

    private String masked(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, "***");
        }
        return masked;
    }
}
