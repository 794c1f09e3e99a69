package io.guichet.door;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which file names are meant: {@code *} stands for any letters, {@code ?} for one, and letter case makes no difference.
 *
 * @param glob the mask as it was written
 */
public record NameMask(String glob) {

    public static final NameMask ALL = new NameMask("*");

    public boolean matches(String name) {
        StringBuilder regex = new StringBuilder();
        for (char c : folded(glob).toCharArray()) {
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(folded(name)).matches();
    }

    /** Whether there is a name that both masks mean. */
    public boolean overlaps(NameMask other) {
        return overlap(folded(glob), 0, folded(other.glob), 0);
    }

    private static boolean overlap(String one, int i, String other, int j) {
        if (i == one.length() && j == other.length()) {
            return true;
        }
        if (i < one.length() && one.charAt(i) == '*') {
            return overlap(one, i + 1, other, j) || j < other.length() && overlap(one, i, other, j + 1);
        }
        if (j < other.length() && other.charAt(j) == '*') {
            return overlap(other, j, one, i);
        }
        return i < one.length() && j < other.length()
                && (one.charAt(i) == other.charAt(j) || one.charAt(i) == '?' || other.charAt(j) == '?')
                && overlap(one, i + 1, other, j + 1);
    }

    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return glob;
    }
}
