package io.guichet.service.canadapost;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * A card receipt as a PDF of a cash printer's width, as long as it needs to be; what is longer than a sheet goes on on a
 * next page. The same receipt makes the same bytes. Lengths are thousandths of a point.
 */
final class SlipPdf {

    private static final int WIDTH = 226_772;
    private static final int MARGIN = 17_008;
    private static final int INNER = WIDTH - 2 * MARGIN;
    /** The height of A4, less its margins. */
    private static final int MOST = 841_890 - 2 * MARGIN;
    private static final int GAP = 8_000;
    private static final int SMALL = 7_500;
    private static final int PLAIN = 8_500;
    private static final int SUM = 12_500;
    private static final int LARGE = 16_000;
    private static final int LEADING_PERCENT = 140;
    /** How far a base line lies below the top of its line, in percent of the font's size. */
    private static final int BASELINE_PERCENT = 108;
    private static final int RULE_HEIGHT = 10_000;

    // Embedded: a document that names a font without bringing it looks another way on each machine.
    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    /** The font has no U+FFFD. */
    private static final String REPLACED = "\u25A1";

    /** One line that is ready to be drawn; without size it is a rule. */
    private record Mark(int size, String left, String centre, String right) {

        static final Mark RULE = new Mark(0, "", "", "");

        int height() {
            return size == 0 ? RULE_HEIGHT : size * LEADING_PERCENT / 100;
        }
    }

    private final PDDocument document;
    private final PDType0Font font;
    private final CmapLookup glyphs;

    private SlipPdf(PDDocument document, TrueTypeFont type) throws IOException {
        this.document = document;
        this.font = PDType0Font.load(document, type, true);
        this.glyphs = type.getUnicodeCmapLookup();
    }

    static byte[] of(List<SlipRow> rows, SlipWords words) {
        try (InputStream file = PDDocument.class.getResourceAsStream(FONT);
                TrueTypeFont type = new TTFParser().parse(new RandomAccessReadBuffer(file));
                PDDocument document = new PDDocument()) {
            // No ligatures: who searches the document searches letters.
            type.setEnableGsub(false);
            new SlipPdf(document, type).write(rows, words);
            var out = new ByteArrayOutputStream();
            document.save(out, CompressParameters.NO_COMPRESSION);
            return out.toByteArray();
        } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
        }
    }

    private void write(List<SlipRow> rows, SlipWords words) throws IOException {
        // Without it the id of the file is made of the time.
        document.setDocumentId(0L);
        document.getDocumentInformation().setTitle(words.text("title"));
        document.getDocumentCatalog().setLanguage(words.language().getLanguage() + "-CA");
        List<Mark> marks = new ArrayList<>();
        for (SlipRow row : rows) {
            marks.addAll(marks(row));
        }
        List<List<Mark>> pages = pages(marks);
        for (int i = 0; i < pages.size(); i++) {
            if (pages.size() > 1) {
                pages.get(i).add(new Mark(SMALL, "", (i + 1) + " / " + pages.size(), ""));
            }
            draw(pages.get(i));
        }
    }

    private List<Mark> marks(SlipRow row) {
        if (row instanceof SlipRow.Heading heading) {
            return centred(heading.text(), LARGE);
        } else if (row instanceof SlipRow.Centred centred) {
            return centred(centred.text(), PLAIN);
        } else if (row instanceof SlipRow.Pair pair) {
            return pair(pair.label(), pair.value(), PLAIN);
        } else if (row instanceof SlipRow.Total total) {
            return pair(total.label(), total.value(), SUM);
        } else if (row instanceof SlipRow.Note note) {
            return SlipLine.wrapped(printable(note.text()), INNER, text -> width(text, SMALL)).stream()
                    .map(line -> new Mark(SMALL, line, "", "")).toList();
        }
        return List.of(Mark.RULE);
    }

    private List<Mark> centred(String text, int size) {
        return SlipLine.wrapped(printable(text), INNER, part -> width(part, size)).stream()
                .map(line -> new Mark(size, "", line, "")).toList();
    }

    private List<Mark> pair(String label, String value, int size) {
        return SlipLine.pair(printable(label), printable(value), INNER, GAP, part -> width(part, size)).stream()
                .map(line -> new Mark(size, line.left(), "", line.right())).toList();
    }

    private static List<List<Mark>> pages(List<Mark> marks) {
        List<List<Mark>> pages = new ArrayList<>();
        int room = 0;
        for (Mark mark : marks) {
            if (mark.height() > room) {
                pages.add(new ArrayList<>());
                // The last line is the page's number.
                room = MOST - new Mark(SMALL, "", "", "").height();
            }
            pages.get(pages.size() - 1).add(mark);
            room -= mark.height();
        }
        return pages;
    }

    private void draw(List<Mark> marks) throws IOException {
        int height = 2 * MARGIN + marks.stream().mapToInt(Mark::height).sum();
        PDPage page = new PDPage(new PDRectangle(WIDTH / 1000F, height / 1000F));
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
            content.setLineWidth(0.5F);
            content.setStrokingColor(0.45F);
            int top = height - MARGIN;
            for (Mark mark : marks) {
                if (mark.size() == 0) {
                    int middle = top - mark.height() / 2;
                    content.moveTo(MARGIN / 1000F, middle / 1000F);
                    content.lineTo((WIDTH - MARGIN) / 1000F, middle / 1000F);
                    content.stroke();
                } else {
                    int baseline = top - mark.size() * BASELINE_PERCENT / 100;
                    show(content, mark.left(), mark.size(), MARGIN, baseline);
                    show(content, mark.centre(), mark.size(), (WIDTH - width(mark.centre(), mark.size())) / 2,
                            baseline);
                    show(content, mark.right(), mark.size(), WIDTH - MARGIN - width(mark.right(), mark.size()),
                            baseline);
                }
                top -= mark.height();
            }
        }
    }

    private void show(PDPageContentStream content, String text, int size, int left, int baseline) throws IOException {
        if (text.isEmpty()) {
            return;
        }
        content.beginText();
        content.setFont(font, size / 1000F);
        content.newLineAtOffset(left / 1000F, baseline / 1000F);
        content.showText(text);
        content.endText();
    }

    private int width(String text, int size) {
        try {
            return (int) Math.ceil(font.getStringWidth(text) * size / 1000F);
        } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
        }
    }

    /** What the font cannot print stands as a mark that something was there. */
    private String printable(String text) {
        return text.codePoints()
                .mapToObj(character -> glyphs.getGlyphId(character) != 0
                        ? Character.toString(character)
                        : REPLACED)
                .collect(Collectors.joining());
    }
}
