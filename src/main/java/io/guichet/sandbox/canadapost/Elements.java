package io.guichet.sandbox.canadapost;

import io.guichet.sandbox.Tree;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;

/** Writes the inside of an answer: elements without a namespace (canadapost 1.2). */
final class Elements {

    private final StringBuilder text = new StringBuilder(2048);
    private final Deque<String> open = new ArrayDeque<>();

    Elements open(String name) {
        text.append('<').append(name).append('>');
        open.push(name);
        return this;
    }

    /** Opens an element with the attribute {@code type}. */
    Elements open(String name, String type) {
        text.append('<').append(name).append(" type=\"").append(type).append("\">");
        open.push(name);
        return this;
    }

    Elements close() {
        text.append("</").append(open.pop()).append('>');
        return this;
    }

    Elements leaf(String name, String value) {
        open(name);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                default -> text.append(c);
            }
        }
        return close();
    }

    Elements leaf(String name, BigDecimal value) {
        return leaf(name, value.toPlainString());
    }

    Elements leaf(String name, boolean value) {
        return leaf(name, Boolean.toString(value));
    }

    /** The element as it once came in. */
    Elements tree(Tree tree) {
        if (tree.children().isEmpty()) {
            return leaf(tree.name(), tree.text());
        }
        open(tree.name());
        tree.children().forEach(this::tree);
        return close();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
