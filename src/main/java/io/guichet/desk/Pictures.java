package io.guichet.desk;

import io.guichet.ledger.Deliveries.StoredDocument;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.PDFRenderer;

/** Documents as pictures, in the size in which they are printed: a browser's pixel is a 96th of an inch. */
final class Pictures {

    private static final int MOST_SHEETS = 20;
    private static final int MOST_BYTES = 20_000_000;
    /** Longer sides than a sheet of A3 are not drawn. */
    private static final int LONGEST_POINTS = 1_200;
    /** Twice what a browser shows, so that a barcode stays sharp on a good screen. */
    private static final int DPI = 192;
    private static final String PNG = "image/png";
    private static final String PDF = "application/pdf";

    /** A page of a document; sides in a browser's pixels. */
    record Sheet(int number, int width, int height) {
    }

    /** Nothing where it is no picture, too large or damaged. */
    List<Sheet> sheets(StoredDocument document) {
        try {
            if (document.content().length > MOST_BYTES) {
                return List.of();
            }
            if (document.mediaType().equals(PNG)) {
                return png(document.content());
            }
            return document.mediaType().equals(PDF) ? pdf(document.content()) : List.of();
        } catch (IOException | RuntimeException damaged) {
            return List.of();
        }
    }

    Optional<byte[]> picture(StoredDocument document, long number) {
        boolean there = sheets(document).stream().anyMatch(sheet -> sheet.number() == number);
        if (!there) {
            return Optional.empty();
        }
        if (document.mediaType().equals(PNG)) {
            return Optional.of(document.content());
        }
        try (PDDocument pdf = Loader.loadPDF(document.content())) {
            BufferedImage image = new PDFRenderer(pdf).renderImageWithDPI((int) number, DPI);
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            ImageIO.write(image, "png", png);
            return Optional.of(png.toByteArray());
        } catch (IOException | RuntimeException damaged) {
            return Optional.empty();
        }
    }

    private static List<Sheet> png(byte[] content) throws IOException {
        try (ImageInputStream stream = ImageIO.createImageInputStream(new ByteArrayInputStream(content))) {
            ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
            reader.setInput(stream);
            // Its head is read, not its pixels.
            return List.of(new Sheet(0, reader.getWidth(0), reader.getHeight(0)));
        }
    }

    private static List<Sheet> pdf(byte[] content) throws IOException {
        try (PDDocument pdf = Loader.loadPDF(content)) {
            List<Sheet> sheets = new ArrayList<>();
            for (int i = 0; i < Math.min(MOST_SHEETS, pdf.getNumberOfPages()); i++) {
                PDRectangle size = pdf.getPage(i).getCropBox();
                boolean turned = pdf.getPage(i).getRotation() % 180 != 0;
                float width = turned ? size.getHeight() : size.getWidth();
                float height = turned ? size.getWidth() : size.getHeight();
                if (Math.max(width, height) <= LONGEST_POINTS) {
                    sheets.add(new Sheet(i, Math.round(width * 96 / 72), Math.round(height * 96 / 72)));
                }
            }
            return sheets;
        }
    }
}
