package io.guichet.onboarding;

import java.util.List;
import java.util.Optional;

/**
 * A letter, or what goes into a form; brackets stand where a person fills in.
 *
 * @param copy        id of who gets a copy
 * @param attachments what a person attaches: a list to tick off, the files themselves are never asked for
 */
public record Draft(Wording subject, Wording body, Optional<String> copy, List<Wording> attachments) {
}
