package io.guichet.call;

import io.guichet.order.Texts;

/**
 * What every answer has to say and one does not, or says so that nothing can be made of it.
 *
 * @param element its name on the wire; empty where the answer itself is not there
 */
public record Lack(String element) {

    public static final Lack ANSWER = new Lack("");

    private static final String WORDS = "call";

    public String said(Texts words) {
        return element.isEmpty() ? words.text(WORDS, "lacks.answer") : words.text(WORDS, "lacks", element);
    }

    /** For logs. */
    @Override
    public String toString() {
        return element.isEmpty() ? "no answer" : "no " + element;
    }
}
