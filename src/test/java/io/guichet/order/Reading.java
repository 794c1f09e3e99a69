package io.guichet.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads whole texts, the way a door does: a look through, then one order after the other. */
final class Reading {

    static final Texts ENGLISH = new Texts(Locale.ENGLISH);

    private final OrderReader reader;
    private final Form form;
    private final ImportProfile profile;
    private final String name;

    Reading(Form form) {
        this(form, OrderReader.DEFAULT_MAX_ORDER_BYTES);
    }

    Reading(Form form, int maxOrderBytes) {
        this(form, ImportProfile.PLAIN, maxOrderBytes);
    }

    Reading(ImportProfile profile) {
        this(Form.CSV, profile, OrderReader.DEFAULT_MAX_ORDER_BYTES);
    }

    Reading(Form form, ImportProfile profile, int maxOrderBytes) {
        this.profile = profile;
        this.reader = new OrderReader(ENGLISH, maxOrderBytes);
        this.form = form;
        this.name = "march." + form.name().toLowerCase(Locale.ROOT);
    }

    List<RawOrder> of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    List<RawOrder> of(byte[] bytes) {
        try {
            reader.check(InputSource.of(name, bytes), form, profile);
            return withoutLook(bytes);
        } catch (UnreadableInput unreadable) {
            throw new AssertionError(unreadable);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    List<RawOrder> withoutLook(byte[] bytes) throws IOException, UnreadableInput {
        List<RawOrder> orders = new ArrayList<>();
        try (OrderStream stream = reader.open(InputSource.of(name, bytes), form, profile)) {
            stream.forEachRemaining(orders::add);
        }
        return orders;
    }

    /** The one problem of the one order. */
    Problem problemOf(String text) {
        return of(text).get(0).problems().get(0);
    }

    Problem refusalOf(String text) {
        return refusalOf(text.getBytes(StandardCharsets.UTF_8));
    }

    Problem refusalOf(byte[] bytes) {
        try {
            reader.check(InputSource.of(name, bytes), form, profile);
        } catch (UnreadableInput unreadable) {
            return unreadable.problem();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        throw new AssertionError("was taken: " + new String(bytes, StandardCharsets.UTF_8));
    }

    static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text.replace('\'', '"'));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** ASCII text with single bytes where it has \u0080 to \u00FF: for input that is not UTF-8. */
    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
