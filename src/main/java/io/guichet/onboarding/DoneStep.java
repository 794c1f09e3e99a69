package io.guichet.onboarding;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A step that somebody has done.
 *
 * @param on  the day on which it was done
 * @param who said so, as the audit names people
 */
public record DoneStep(String step, LocalDate on, String who, Instant notedAt) {
}
