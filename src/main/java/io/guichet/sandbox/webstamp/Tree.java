package io.guichet.sandbox.webstamp;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One element of a request with what stands below it; namespaces and order no longer matter here. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Tree(String name, String text, List<Tree> children) {

    Tree {
        text = text == null ? "" : text;
        children = children == null ? List.of() : List.copyOf(children);
    }

    static Tree empty(String name) {
        return new Tree(name, "", List.of());
    }

    Optional<Tree> child(String wanted) {
        return children.stream().filter(child -> child.name.equals(wanted)).findFirst();
    }

    List<Tree> items(String wanted) {
        return child(wanted).map(list -> list.children).orElse(List.of());
    }

    /** The child's text, as it was written; empty when the child is absent. */
    String text(String wanted) {
        return child(wanted).map(Tree::text).orElse("");
    }

    boolean has(String wanted) {
        return !text(wanted).isBlank();
    }

    boolean flag(String wanted) {
        String value = text(wanted).trim();
        return value.equals("true") || value.equals("1");
    }

    /** The child as a number, absent when the child is absent or empty. */
    Optional<Long> number(String wanted) {
        try {
            return has(wanted) ? Optional.of(Long.parseLong(text(wanted).trim())) : Optional.empty();
        } catch (NumberFormatException e) {
            throw new SoapRefusal(2000);
        }
    }

    /** The child as an amount; a float's exponent is understood. */
    Optional<BigDecimal> amount(String wanted) {
        try {
            return has(wanted) ? Optional.of(new BigDecimal(text(wanted).trim())) : Optional.empty();
        } catch (NumberFormatException e) {
            throw new SoapRefusal(2250);
        }
    }

    /** The child as an instant; Swiss time when it names no offset. */
    Optional<Instant> time(String wanted) {
        if (!has(wanted)) {
            return Optional.empty();
        }
        String value = text(wanted).trim();
        try {
            return Optional.of(OffsetDateTime.parse(value).toInstant());
        } catch (DateTimeException withoutOffset) {
            try {
                return Optional.of(LocalDateTime.parse(value).atZone(ZoneId.of("Europe/Zurich")).toInstant());
            } catch (DateTimeException e) {
                throw new SoapRefusal(2000);
            }
        }
    }

    /** The same element with these children left out. */
    Tree without(Set<String> names) {
        return new Tree(name, text, children.stream().filter(child -> !names.contains(child.name)).toList());
    }

    /** The same element with that child put in or replaced. */
    Tree with(String child, String value) {
        List<Tree> all = new ArrayList<>(without(Set.of(child)).children);
        all.add(new Tree(child, value, List.of()));
        return new Tree(name, text, all);
    }
}
