package io.guichet.sandbox.webstamp;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Writes the messages of an answer: terms to confirm, replaced products and media (webstamp 3.2, 3.8). */
final class Messages {

    private static final Map<Integer, String> SYSTEM = Map.of(2006, "product replaced",
            2008, "print medium replaced", AccountStates.TERMS, "terms of use pending");

    private final AccountStates states;
    private final Texts texts;
    private final String confirmAddress;

    /** @param confirmAddress of the twin's acceptance page, without a slash at its end */
    Messages(AccountStates states, Texts texts, String confirmAddress) {
        this.states = states;
        this.texts = texts;
        this.confirmAddress = confirmAddress;
    }

    void write(Markup out, Account account, Language language, List<Integer> notices) {
        out.open("messages");
        states.terms(account).ifPresent(until -> item(out, "confirm", AccountStates.TERMS, language, until,
                confirmAddress + "/" + AccountStates.TERMS + "?user=" + account.userid()));
        notices.forEach(code -> item(out, "announcement", code, language, null, null));
        out.close();
    }

    private void item(Markup out, String type, int code, Language language, Instant until, String url) {
        out.open("item").leaf("message_type", type).nil("queue_id").nil("queue_wait")
                .leaf("customer_message", texts.of(code, language, Map.of())).leaf("system_message", SYSTEM.get(code))
                .leaf("system_message_code", code).orNil("confirm_until", until).orNil("url", url).close();
    }
}
