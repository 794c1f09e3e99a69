package io.guichet.sandbox.webstamp;

import static io.guichet.sandbox.StartedTwin.registered;
import static io.guichet.sandbox.StartedTwin.stamps;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.guichet.sandbox.SoapReply;
import io.guichet.sandbox.StartedTwin;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Generated files are real, of the right size, and tell what they are (webstamp 5.4, last line). */
class DocumentsTest {

    private static StartedTwin twin;

    @BeforeAll
    static void start(@TempDir Path directory) {
        twin = new StartedTwin(directory);
    }

    @AfterAll
    static void stop() {
        twin.close();
    }

    @BeforeEach
    void reset() throws IOException {
        twin.reset();
    }

    @Test
    void aStampIsAOnePagePdfOfTheFrankingZoneWithItsIdsAndTheWordSpecimen() throws IOException {
        SoapReply reply = twin.ask(1, "new_order", stamps(38610, 1));

        try (PDDocument pdf = Loader.loadPDF(reply.files("print_data").get(0))) {
            assertThat(pdf.getNumberOfPages()).isEqualTo(1);
            assertThat(millimetres(pdf.getPage(0).getMediaBox().getWidth())).isCloseTo(40, within(0.1));
            assertThat(millimetres(pdf.getPage(0).getMediaBox().getHeight())).isCloseTo(25, within(0.1));
            assertThat(new PDFTextStripper().getText(pdf)).contains("SPECIMEN", "9000001", "80000001", "CHF 1.20");
        }
    }

    @Test
    void aPreviewSaysTestAndHasNoIds() throws IOException {
        SoapReply reply = twin.ask(1, "new_order_preview", registered());

        String text = text(reply.files("print_data").get(0));
        assertThat(text).contains("TEST", "Lausanne").doesNotContain("SPECIMEN", "9000001");
    }

    @Test
    void accentsAndBracketsSurviveInThePdf() throws IOException {
        SoapReply reply = twin.ask(1, "new_order", registered().replace("Muster", "Müller (é\\)"));

        assertThat(text(reply.files("print_data").get(0))).contains("Müller (é\\)", "Recommandé");
        assertThat(text(reply.files("delivery_receipt").get(0))).contains("986000001100000001", "Müller (é\\)",
                "Bulletin de livraison 9000001");
    }

    @ParameterizedTest
    @CsvSource({"png,300,874,413", "gif,300,874,413", "bmp,300,874,413", "png,72,210,99", "png,600,1748,827"})
    void anImageOfTheAddressZoneHasTheRightPixels(String type, int dpi, int width, int height) throws IOException {
        SoapReply reply = twin.ask(1, "new_order", registered().replace("pdf", type) + "<dpi>" + dpi + "</dpi>");

        BufferedImage image = ImageIO.read(new ByteArrayInputStream(reply.files("print_data").get(0)));
        assertThat(image.getWidth()).isEqualTo(width);
        assertThat(image.getHeight()).isEqualTo(height);
        assertThat(reply.text("image_width_px")).isEqualTo(Integer.toString(width));
        assertThat(reply.text("image_height_px")).isEqualTo(Integer.toString(height));
        assertThat(reply.text("image_width_mm")).isEqualTo("74");
        assertThat(reply.text("image_height_mm")).isEqualTo("35");
        assertThat(reply.text("mime_type")).isEqualTo(type);
    }

    @Test
    void anImageOfTheFrankingZoneIsSmallerAndNotBlank() throws IOException {
        SoapReply reply = twin.ask(1, "new_order", stamps(38610, 1).replace("pdf", "png"));

        BufferedImage image = ImageIO.read(new ByteArrayInputStream(reply.files("print_data").get(0)));
        assertThat(image.getWidth()).isEqualTo(472);
        assertThat(image.getHeight()).isEqualTo(295);
        int dark = 0;
        for (int x = 5; x < 467; x++) {
            for (int y = 5; y < 290; y++) {
                dark += (image.getRGB(x, y) & 0xff) == 0 ? 1 : 0;
            }
        }
        assertThat(dark).isGreaterThan(1000);
    }

    @Test
    void imagesCarryTheirResolution() throws IOException {
        byte[] png = twin.ask(1, "new_order", stamps(38610, 1).replace("pdf", "png")).files("print_data").get(0);
        assertThat(new String(png, 37, 4, StandardCharsets.US_ASCII)).isEqualTo("pHYs");
        assertThat(ByteBuffer.wrap(png).getInt(41)).isEqualTo(11811);

        byte[] bmp = twin.ask(1, "new_order", stamps(38610, 1).replace("pdf", "bmp")).files("print_data").get(0);
        assertThat(ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).getInt(38)).isEqualTo(11811);
    }

    @Test
    void twoStampsAreTwoDifferentFiles() throws IOException {
        SoapReply reply = twin.ask(1, "new_order", stamps(38610, 2).replace("pdf", "png"));

        assertThat(reply.files("print_data").get(0)).isNotEqualTo(reply.files("print_data").get(1));
    }

    @Test
    void oneFileForAllIsOnePageOfTheMediumWithEveryId() throws IOException {
        SoapReply reply = twin.ask(1, "new_order", "<product>38610</product><single>true</single>"
                + "<file_type>pdf</file_type><media>101</media><quantity>100</quantity>");

        assertThat(reply.files("print_data")).hasSize(1);
        try (PDDocument pdf = Loader.loadPDF(reply.files("print_data").get(0))) {
            assertThat(pdf.getNumberOfPages()).isEqualTo(1);
            assertThat(millimetres(pdf.getPage(0).getMediaBox().getWidth())).isCloseTo(210, within(0.1));
            assertThat(new PDFTextStripper().getText(pdf)).contains("80000001", "80000100");
        }
    }

    @Test
    void zplIsTextWithTheIdsInClear() throws IOException {
        SoapReply reply = twin.ask(1, "new_order", "<product>38610</product><single>true</single>"
                + "<file_type>zpl</file_type><media>102</media><quantity>2</quantity><dpi>203</dpi>");

        String zpl = new String(reply.files("print_data").get(0), StandardCharsets.UTF_8);
        assertThat(zpl).startsWith("^XA").contains("SPECIMEN", "80000001", "80000002", "^PW496").endsWith("^XZ\n");
    }

    @Test
    void aReceiptIsAOnePagePdf() throws IOException {
        twin.ask(1, "new_order", stamps(38610, 2));

        SoapReply reply = twin.ask(1, "get_info_receipt", "<order_id>9000001</order_id>");

        assertThat(text(reply.files("receipt").get(0))).contains("9000001", "CHF 2.40", "Quittance");
    }

    private static String text(byte[] bytes) throws IOException {
        try (PDDocument pdf = Loader.loadPDF(bytes)) {
            assertThat(pdf.getNumberOfPages()).isEqualTo(1);
            return new PDFTextStripper().getText(pdf);
        }
    }

    private static double millimetres(float points) {
        return points / 72 * 25.4;
    }
}
