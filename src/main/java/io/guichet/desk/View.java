package io.guichet.desk;

import java.util.Map;

/** What a page answers with. */
sealed interface View {

    /** A page of the template of this name. */
    record Shown(String template, Map<String, Object> model) implements View {
    }

    /** Something was done or was not: the sentence is told on the page that follows. */
    record Moved(String to, String sentence) implements View {
    }

    /** A picture. */
    record Picture(String mediaType, byte[] content) implements View {
    }

    /** There is no such thing. */
    record Missing() implements View {
    }
}
