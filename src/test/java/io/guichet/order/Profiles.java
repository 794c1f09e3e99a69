package io.guichet.order;

import java.nio.charset.StandardCharsets;

/** Import profiles of tests, in JSON with single quotes. */
final class Profiles {

    static final String TINY = "'fixed': {'service': 'tiny', 'operation': 'echo'}";

    private Profiles() {
    }

    static ImportProfile of(String json) {
        try {
            return read(json);
        } catch (WrongProfiles wrong) {
            throw new AssertionError(wrong);
        }
    }

    static ImportProfile read(String json) throws WrongProfiles {
        return new ProfileReader(Installation.SCHEMAS).read("conf/profiles/march.json", "march",
                json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    /** Of the service tiny, with these columns and settings. */
    static ImportProfile tiny(String columns, String... settings) {
        String more = settings.length == 0 ? "" : ", " + String.join(", ", settings);
        return of("{" + TINY + more + ", 'columns': [{'names': ['Nr', 'No'], 'to': 'orderId'}, " + columns + "]}");
    }
}
