package io.guichet.ops;

/** Why the process cannot start as it is set: one sentence that names the key, its value and what was expected. */
public final class SettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SettingsException(String sentence) {
        super(sentence);
    }
}
