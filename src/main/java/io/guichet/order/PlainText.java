package io.guichet.order;

import com.fasterxml.jackson.databind.node.TextNode;

/** A value out of XML or CSV, where all is text: its type is still to be told by the schema. */
final class PlainText extends TextNode {

    private static final long serialVersionUID = 1L;

    PlainText(String text) {
        super(text);
    }
}
