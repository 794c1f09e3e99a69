package io.guichet.onboarding;

/** A letter, or what goes into a form; brackets stand where a person fills in. */
public record Draft(Wording subject, Wording body) {
}
