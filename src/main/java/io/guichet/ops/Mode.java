package io.guichet.ops;

/** What an order may cost: nothing and nobody, nothing but a test platform's patience, or money. */
public enum Mode {
    SANDBOX, TEST, LIVE;

    /** The mode of a profile: sandbox, integration or prod. */
    public static Mode of(String profile) {
        return switch (profile) {
            case "sandbox" -> SANDBOX;
            case "integration" -> TEST;
            case "prod" -> LIVE;
            default -> throw new SettingsException(
                    "profile: " + profile + " (expected: one of sandbox, integration, prod)");
        };
    }
}
