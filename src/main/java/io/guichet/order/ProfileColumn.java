package io.guichet.order;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One column of an import profile.
 *
 * @param names     what the header may call it; empty in a file without header
 * @param position  where it stands in a file without header, from 1; 0 in one with header
 * @param path      the field that it fills, {@code *} for the entry of its own row; empty where it is ignored
 * @param otherwise what a blank cell means
 * @param words     what the sender's words mean
 * @param hidden    true where its values may stand in no message: secrets and documents, or what might be one
 */
record ProfileColumn(List<String> names, int position, List<String> path, boolean required,
        Optional<JsonNode> otherwise, Words words, CellForm form, boolean hidden) {

    /**
     * @param meanings    by the folded word; empty where cells mean what they say
     * @param shown       the words as the profile has them
     * @param keepsOthers true where another word means itself
     */
    record Words(Map<String, JsonNode> meanings, String shown, boolean keepsOthers) {

        static final Words NONE = new Words(Map.of(), "", true);
    }

    static final String EACH_ROW = "*";

    /** One spelling for what people see as the same word. */
    static String folded(String word) {
        return Normalizer.normalize(trimmed(word), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    /** Without the blanks around it, also those that do not break. */
    static String trimmed(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (from < to && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    boolean isIgnored() {
        return path.isEmpty();
    }

    boolean isPerRow() {
        return path.contains(EACH_ROW);
    }

    /** The entries of lists that the field lies in, the innermost last. */
    List<List<String>> entries() {
        return IntStream.range(0, path.size())
                .filter(i -> path.get(i).equals(EACH_ROW) || DottedTree.isIndex(path.get(i)))
                .mapToObj(i -> path.subList(0, i + 1)).toList();
    }

    /** What a cell that is not blank means; empty where the profile does not allow it. */
    Optional<JsonNode> read(String cell) {
        JsonNode meant = words.meanings().get(folded(cell));
        if (meant != null) {
            return Optional.of(meant);
        }
        return words.keepsOthers() ? form.read(trimmed(cell)).map(PlainText::new) : Optional.empty();
    }

    String expected(Complaints complaints) {
        return words.keepsOthers() ? form.expected(complaints) : complaints.text("cell.words", words.shown());
    }
}
