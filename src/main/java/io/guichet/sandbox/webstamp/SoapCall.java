package io.guichet.sandbox.webstamp;

import io.guichet.sandbox.Tree;
import java.util.Optional;

/**
 * A request as far as it could be read.
 *
 * @param operation {@code unreadable} when not even that could be found
 * @param refusal   why it goes no further (webstamp 4.5), empty when it is fit to be worked on
 */
record SoapCall(String operation, Tree args, Optional<SoapRefusal> refusal) {

    /** The language asked for, wherever the operation puts it. */
    Language language() {
        String code = identification().text("language");
        return Language.of(code.isEmpty() ? args.text("language") : code);
    }

    Tree identification() {
        return args.child("identification").orElse(Tree.empty("identification"));
    }
}
