package io.guichet.service.webstamp;

import io.guichet.order.Texts;

/**
 * What every answer has to say and one does not.
 *
 * @param element its name on the wire; empty where the answer itself is not there
 */
record Lack(String element) {

    static final Lack ANSWER = new Lack("");

    String said(Texts words) {
        return element.isEmpty()
                ? words.text(WebstampService.NAME, "lacks.answer")
                : words.text(WebstampService.NAME, "lacks", element);
    }

    /** For logs. */
    @Override
    public String toString() {
        return element.isEmpty() ? "no answer" : "no " + element;
    }
}
