package io.guichet.order;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes of a text one that can be printed. A text that can be printed as it is stays as it is, blank for blank. */
final class TextCleaning {

    /**
     * What became of a text.
     *
     * @param removed what was taken out
     * @param broken  the breaks and tabs that were made blanks, or ends of lines
     * @param tidied  runs of blanks were made one, blanks at the ends removed, letters and their accents joined
     * @param length  in characters, before it was cut
     * @param cutOff  what was cut off
     */
    record Result(String text, List<Unprintable.Place> removed, List<Unprintable.Place> broken, boolean tidied,
            int length, Optional<String> cutOff) {
    }

    private static final String BREAKS = "\t\n\u000B\f\r\u0085\u2028\u2029";
    private static final Pattern BLANKS = Pattern.compile("\\p{Zs}{2,}");
    private static final Pattern BLANK_ENDS = Pattern.compile("(?md)^\\p{Zs}+|\\p{Zs}+$");
    private static final Pattern EMPTY_ENDS = Pattern.compile("\\A\n+|\n+\\z");
    /** A letter with all that belongs to it. */
    private static final Pattern LETTER = Pattern.compile("\\X");

    private final Unprintable unprintable;

    TextCleaning(Unprintable unprintable) {
        this.unprintable = unprintable;
    }

    /**
     * The cleaned text; empty where it can be printed as it is.
     *
     * @param limit the most characters that it may have
     */
    Optional<Result> clean(String text, TextForm form, int limit) {
        List<Unprintable.Place> places = unprintable.in(text, form);
        boolean tooLong = form != TextForm.CODE && length(text) > limit;
        if (places.isEmpty() && !tooLong) {
            return Optional.empty();
        }
        List<Unprintable.Place> removed = new ArrayList<>();
        List<Unprintable.Place> broken = new ArrayList<>();
        String printable = printable(text, form, places, removed, broken);
        String tidy = tidy(printable);
        String kept = form == TextForm.CODE ? tidy : cut(tidy, limit);
        Optional<String> cutOff = Optional.of(tidy.substring(kept.length()).strip()).filter(rest -> !rest.isEmpty());
        return Optional.of(new Result(kept, removed, broken, !tidy.equals(printable), length(tidy), cutOff));
    }

    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String printable(String text, TextForm form, List<Unprintable.Place> places,
            List<Unprintable.Place> removed, List<Unprintable.Place> broken) {
        StringBuilder printable = new StringBuilder(text.length());
        int from = 0;
        for (Unprintable.Place place : places) {
            printable.append(text, from, place.at());
            from = place.at() + Character.charCount(place.character());
            if (BREAKS.indexOf(place.character()) >= 0) {
                broken.add(place);
                printable.append(form == TextForm.LINES && place.character() != '\t' ? '\n' : ' ');
            } else {
                removed.add(place);
            }
        }
        return printable.append(text, from, text.length()).toString().replace("\r\n", "\n");
    }

    private static String tidy(String text) {
        String joined = Normalizer.normalize(text, Normalizer.Form.NFC);
        String single = BLANKS.matcher(joined).replaceAll(" ");
        return EMPTY_ENDS.matcher(BLANK_ENDS.matcher(single).replaceAll("")).replaceAll("");
    }

    /** At the end of a word where there is one in the second half of what fits, and never inside a letter. */
    private static String cut(String text, int limit) {
        if (length(text) <= limit) {
            return text;
        }
        int hard = text.offsetByCodePoints(0, limit);
        int end = 0;
        for (Matcher letter = LETTER.matcher(text); letter.find() && letter.end() <= hard;) {
            end = letter.end();
        }
        end = end == 0 ? hard : end;
        if (!Character.isWhitespace(text.charAt(end))) {
            int blank = end - 1;
            while (blank > end / 2 && !Character.isWhitespace(text.charAt(blank))) {
                blank--;
            }
            end = blank > end / 2 ? blank : end;
        }
        return text.substring(0, end).stripTrailing();
    }
}
