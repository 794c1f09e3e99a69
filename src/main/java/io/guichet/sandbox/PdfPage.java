package io.guichet.sandbox;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Writes one PDF page with a frame and lines of text; small because ten thousand orders run through it. */
public final class PdfPage {

    private static final Charset WIN_ANSI = Charset.forName("windows-1252");
    private static final BigDecimal POINTS_PER_INCH = new BigDecimal("72");
    private static final BigDecimal FRAME = new BigDecimal("2");
    private static final BigDecimal MM_PER_INCH = new BigDecimal("25.4");
    private static final String FONT =
            "4 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>\nendobj\n";

    // The same for all pages of one size.
    private static final Map<Long, Opening> OPENINGS = new ConcurrentHashMap<>();

    private final int widthMm;
    private final int heightMm;
    private final StringBuilder content = new StringBuilder(512);

    public PdfPage(int widthMm, int heightMm) {
        this.widthMm = widthMm;
        this.heightMm = heightMm;
        content.append("0.5 w 1 1 ").append(points(widthMm).subtract(FRAME)).append(' ')
                .append(points(heightMm).subtract(FRAME)).append(" re S\n");
    }

    /** One line of text; x from the left and y of its base line from the top in mm, size in tenths of a point. */
    public PdfPage text(int xMm, int yMm, int tenths, String line) {
        content.append("BT /F1 ").append(tenths / 10).append('.').append(tenths % 10).append(" Tf ")
                .append(points(xMm)).append(' ').append(points(heightMm - yMm)).append(" Td (");
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '(' || c == ')' || c == '\\') {
                content.append('\\');
            }
            content.append(c < ' ' ? ' ' : c);
        }
        content.append(") Tj ET\n");
        return this;
    }

    /** Lines below one another from that many mm below the top; more of them make more and narrower columns. */
    public PdfPage columns(int topMm, List<String> lines) {
        int rows = Math.max(1, (heightMm - topMm - 5) / 3);
        int columns = (lines.size() + rows - 1) / rows;
        int size = columns <= 1 ? 80 : Math.max(10, 120 / columns);
        for (int i = 0; i < lines.size(); i++) {
            text(5 + i / rows * ((widthMm - 10) / columns), topMm + i % rows * 3, size, lines.get(i));
        }
        return this;
    }

    /** The finished file, the same bytes for the same calls. */
    public byte[] bytes() {
        Opening opening = OPENINGS.computeIfAbsent((long) widthMm << 32 | heightMm, size -> opening(widthMm, heightMm));
        byte[] stream = content.toString().getBytes(WIN_ANSI);
        ByteArrayOutputStream out = new ByteArrayOutputStream(opening.bytes.length + stream.length + 400);
        out.writeBytes(opening.bytes);
        out.writeBytes(ascii("5 0 obj\n<</Length " + stream.length + ">>\nstream\n"));
        out.writeBytes(stream);
        out.writeBytes(ascii("\nendstream\nendobj\n"));
        int table = out.size();
        out.writeBytes(opening.table);
        out.writeBytes(ascii("trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n" + table + "\n%%EOF\n"));
        return out.toByteArray();
    }

    private static Opening opening(int widthMm, int heightMm) {
        String[] objects = {
                "%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n",
                "1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n",
                "2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n",
                "3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 " + points(widthMm) + " " + points(heightMm)
                        + "]/Resources<</Font<</F1 4 0 R>>>>/Contents 5 0 R>>\nendobj\n",
                FONT,
        };
        StringBuilder table = new StringBuilder("xref\n0 6\n0000000000 65535 f \n");
        StringBuilder text = new StringBuilder();
        for (String object : objects) {
            text.append(object);
            table.append(String.format(Locale.ROOT, "%010d 00000 n \n", text.length()));
        }
        return new Opening(text.toString().getBytes(StandardCharsets.ISO_8859_1), ascii(table.toString()));
    }

    private static BigDecimal points(int mm) {
        return BigDecimal.valueOf(mm).multiply(POINTS_PER_INCH).divide(MM_PER_INCH, 2, RoundingMode.HALF_UP);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    // Objects 1 to 4 and the cross-reference table: the content is object 5 and always begins where they end.
    private record Opening(byte[] bytes, byte[] table) {
    }
}
