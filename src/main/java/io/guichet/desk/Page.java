package io.guichet.desk;

import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * One page or one action. Nothing is reached but through one of these, and each says who may: what is posted needs the
 * session's token besides.
 *
 * @param path   below {@code /desk}; {@code #} stands for a number
 * @param needed the role that is needed
 */
record Page(Method method, Pattern path, Role needed, Function<Visit, View> answer) {

    enum Method {
        GET, POST
    }

    /** What everybody sees who has signed in. */
    static Page see(String path, Function<Visit, View> answer) {
        return new Page(Method.GET, pattern(path), Role.READER, answer);
    }

    /** What only operators do. */
    static Page act(String path, Function<Visit, View> answer) {
        return new Page(Method.POST, pattern(path), Role.OPERATOR, answer);
    }

    /** What only operators see, because it leads to something that is done. */
    static Page ask(String path, Function<Visit, View> answer) {
        return new Page(Method.GET, pattern(path), Role.OPERATOR, answer);
    }

    private static Pattern pattern(String path) {
        return Pattern.compile(path.replace("#", "(\\d{1,18})"));
    }
}
