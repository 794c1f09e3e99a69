package io.guichet.sandbox;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One misbehaviour asked for through {@code POST /control/faults}; see docs/sandbox.md for which members a kind reads.
 *
 * @param service   only at this twin, null = any (lasting kinds: every twin that knows the account)
 * @param operation only for this operation, null = any
 * @param calls     how many calls it strikes, null = 1
 * @param skip      how many matching calls go by before the first, null = 0
 * @param when      before (null) or after the booking, for kinds that replace the answer
 * @param code      the service's own, a number at some services and a word at others
 * @param limit     calls a minute
 */
public record Fault(Kind kind, String service, String operation, Integer calls, Integer skip, When when,
        Long millis, Integer status, String code, Integer retryAfter, Map<String, String> map,
        String account, Instant until, String amount, String number, Duration duration, Integer limit) {

    /** Where a fault strikes, seen from the booking. */
    public enum When {
        @JsonProperty("before")
        BEFORE, @JsonProperty("after")
        AFTER
    }

    /** What goes wrong. */
    public enum Kind {
        @JsonProperty("refuse")
        REFUSE(false), @JsonProperty("delay-before")
        DELAY_BEFORE(false), @JsonProperty("delay-after")
        DELAY_AFTER(false), @JsonProperty("lost-before")
        LOST_BEFORE(false), @JsonProperty("lost-after")
        LOST_AFTER(false), @JsonProperty("cut")
        CUT(false), @JsonProperty("http")
        HTTP(false), @JsonProperty("html")
        HTML(false), @JsonProperty("throttle")
        THROTTLE(false), @JsonProperty("soap")
        SOAP(false), @JsonProperty("messages")
        MESSAGES(false), @JsonProperty("extra-element")
        EXTRA_ELEMENT(false), @JsonProperty("extra-artifact")
        EXTRA_ARTIFACT(false), @JsonProperty("replace-product")
        REPLACE_PRODUCT(false), @JsonProperty("terms")
        TERMS(true), @JsonProperty("block")
        BLOCK(true), @JsonProperty("balance")
        BALANCE(true), @JsonProperty("revoke-licence")
        REVOKE_LICENCE(true), @JsonProperty("rate-limit")
        RATE_LIMIT(true), @JsonProperty("late-listing")
        LATE_LISTING(true), @JsonProperty("lax")
        LAX(true), @JsonProperty("strict")
        STRICT(true);

        private final boolean lasting;

        Kind(boolean lasting) {
            this.lasting = lasting;
        }

        /** Changes the twin's state instead of striking the next calls. */
        public boolean lasting() {
            return lasting;
        }
    }

    /** What this kind needs and does not have, in words; empty when it is complete. */
    public Optional<String> missing() {
        if (kind == null) {
            return Optional.of("kind: missing (expected: one of those in docs/sandbox.md)");
        }
        if (calls != null && calls < 1) {
            return Optional.of("calls: " + calls + " (expected: 1 or more)");
        }
        if (skip != null && skip < 0) {
            return Optional.of("skip: " + skip + " (expected: 0 or more)");
        }
        return switch (kind) {
            case DELAY_BEFORE, DELAY_AFTER -> require(millis, "millis");
            case HTTP -> require(status, "status");
            case SOAP -> require(code, "code");
            case REPLACE_PRODUCT -> require(map, "map");
            case TERMS, BLOCK -> require(account, "account");
            case BALANCE -> require(account, "account").or(() -> require(amount, "amount"));
            case REVOKE_LICENCE -> require(account, "account").or(() -> require(number, "number"));
            case LATE_LISTING -> require(duration, "duration");
            case RATE_LIMIT -> limit != null && limit < 1
                    ? Optional.of("limit: " + limit + " (expected: 1 or more)")
                    : require(limit, "limit");
            default -> Optional.empty();
        };
    }

    /** Whether it replaces the answer only after the booking was made. */
    public boolean after() {
        return when == When.AFTER;
    }

    private Optional<String> require(Object member, String name) {
        return member == null ? Optional.of(name + ": missing (needed by this kind of fault)") : Optional.empty();
    }
}
