package io.guichet.order;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The order elements of an XML document that was seen to be well formed and without a DOCTYPE. What stands before an
 * order, blanks and comments, goes with it; what stands around all of them stays.
 */
final class XmlCuts extends OrderCuts {

    private enum Tag {
        START, EMPTY, END, NONE
    }

    private long passed;
    private boolean several;
    private boolean opened;
    private final StringBuilder root = new StringBuilder();

    XmlCuts(InputStream in, OutputStream out) {
        super(in, out);
    }

    @Override
    void order(long position, boolean chosen) throws IOException {
        open();
        while (several && passed < position && feed.peek() >= 0) {
            passed++;
            element(chosen && passed == position);
        }
    }

    /** Orders that are not chosen are told like all others, so that only the end of the whole is left. */
    @Override
    void end() throws IOException {
        open();
        while (pass(true) >= 0) {
            // Up to the last byte.
        }
    }

    /** The root's own tag; where the root is the one order there is nothing to choose from. */
    private void open() throws IOException {
        if (opened) {
            return;
        }
        while (feed.peek() >= 0 && !opened) {
            if (feed.peek() != '<') {
                pass(true);
            } else {
                opened = tag(true) != Tag.NONE;
            }
        }
        several = root.substring(root.indexOf(":") + 1).equals("orders");
    }

    private void element(boolean chosen) throws IOException {
        long depth = 0;
        while (feed.peek() >= 0) {
            if (feed.peek() != '<') {
                pass(chosen);
                continue;
            }
            Tag tag = tag(chosen);
            depth += tag == Tag.START ? 1 : tag == Tag.END ? -1 : 0;
            if (tag != Tag.NONE && depth == 0) {
                return;
            }
        }
    }

    /** From {@code <} to the {@code >} that belongs to it. */
    private Tag tag(boolean wanted) throws IOException {
        pass(wanted);
        int first = feed.peek();
        if (first == '?') {
            upTo("?>", wanted);
            return Tag.NONE;
        }
        if (first == '!') {
            pass(wanted);
            upTo(feed.peek() == '-' ? "-->" : feed.peek() == '[' ? "]]>" : ">", wanted);
            return Tag.NONE;
        }
        int quote = 0;
        int before = 0;
        boolean naming = !opened;
        for (int b = pass(wanted); b >= 0; b = pass(wanted)) {
            if (quote != 0) {
                quote = b == quote ? 0 : quote;
            } else if (b == '"' || b == '\'') {
                quote = b;
            } else if (b == '>') {
                return first == '/' ? Tag.END : before == '/' ? Tag.EMPTY : Tag.START;
            }
            naming &= b > ' ' && b != '/';
            if (naming) {
                root.append((char) b);
            }
            before = b;
        }
        return Tag.NONE;
    }

    private void upTo(String end, boolean wanted) throws IOException {
        StringBuilder last = new StringBuilder();
        for (int b = pass(wanted); b >= 0; b = pass(wanted)) {
            last.append((char) b);
            if (last.length() > end.length()) {
                last.deleteCharAt(0);
            }
            if (last.toString().equals(end)) {
                return;
            }
        }
    }
}
