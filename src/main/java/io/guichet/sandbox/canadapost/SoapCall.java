package io.guichet.sandbox.canadapost;

import io.guichet.sandbox.Tree;
import java.util.Optional;

/**
 * A request as far as it could be read.
 *
 * @param operation empty when its root element is none of the door's requests
 * @param key       empty when there is no UsernameToken with a plain password
 * @param broken    why it is no request at all, which no key can cure
 * @param invalid   the schema's complaint
 */
record SoapCall(Door door, Optional<Operation> operation, Tree args, Optional<Key> key, Optional<String> broken,
        Optional<String> invalid) {

    /** The two halves of an API key. */
    record Key(String user, String password) {

        @Override
        public String toString() {
            return user;
        }
    }

    static SoapCall broken(Door door, String why) {
        return new SoapCall(door, Optional.empty(), Tree.empty("nothing"), Optional.empty(), Optional.of(why),
                Optional.empty());
    }

    String title() {
        return operation.map(Operation::title).orElse("unreadable");
    }

    Language language() {
        return Language.of(args.text("locale"));
    }
}
