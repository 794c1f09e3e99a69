package io.guichet.service.webstamp;

import io.guichet.service.webstamp.wire.WswsOrder;
import io.guichet.service.webstamp.wire.WswsStamp;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** The output formats and how their files begin (webstamp 3.5). */
enum StampFile {

    PDF("application/pdf", bytes("%PDF")), PNG("image/png",
            new byte[]{(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'}), GIF("image/gif", bytes("GIF8")), BMP(
                    "image/bmp", bytes("BM")), ZPL("application/zpl", bytes("^XA")), CSV("text/csv", new byte[0]);

    /** No franking is larger; what unpacks to more is no franking. */
    private static final int LARGEST = 64 * 1024 * 1024;

    private final String mediaType;
    private final byte[] beginning;

    StampFile(String mediaType, byte[] beginning) {
        this.mediaType = mediaType;
        this.beginning = beginning;
    }

    String mediaType() {
        return mediaType;
    }

    /**
     * The file itself, where it is one of this format. The service's bytes are kept bit for bit: a stamp must not be
     * altered.
     */
    Optional<byte[]> read(byte[] data, String compression) {
        if (data == null || data.length == 0) {
            return Optional.empty();
        }
        Optional<byte[]> content = switch (compression == null ? "" : compression) {
            case "" -> Optional.of(data);
            // The packing belongs to the transport: a file called .pdf has to be a PDF.
            case "gzip" -> unpack(data);
            default -> Optional.empty();
        };
        return content.filter(bytes -> bytes.length > 0 && begins(bytes));
    }

    /** The format of the files in an answer, as their first bytes tell. */
    static String formatOf(WswsOrder answer, boolean sheet) {
        WswsStamp first = StampDocuments.stamps(answer).stream().findFirst().orElseGet(WswsStamp::new);
        byte[] data = sheet ? answer.getPrintData() : first.getPrintData();
        String packed = sheet ? "" : first.getCompression();
        // Anything at all may be CSV.
        return Stream.of(PDF, PNG, GIF, BMP, ZPL).filter(format -> format.read(data, packed).isPresent()).findFirst()
                .orElse("csv".equals(first.getMimeType()) ? CSV : PDF).name().toLowerCase(Locale.ROOT);
    }

    private boolean begins(byte[] content) {
        int from = 0;
        if (this == ZPL) {
            while (from < content.length && Character.isWhitespace(content[from])) {
                from++;
            }
        }
        int to = from + beginning.length;
        return to <= content.length && Arrays.equals(content, from, to, beginning, 0, beginning.length);
    }

    private static Optional<byte[]> unpack(byte[] data) {
        try (GZIPInputStream stream = new GZIPInputStream(new ByteArrayInputStream(data))) {
            byte[] content = stream.readNBytes(LARGEST + 1);
            return content.length > LARGEST ? Optional.empty() : Optional.of(content);
        } catch (IOException damaged) {
            return Optional.empty();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
