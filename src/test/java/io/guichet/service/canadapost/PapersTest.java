package io.guichet.service.canadapost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guichet.purchase.Account;
import io.guichet.service.canadapost.wire.ArtifactType;
import io.guichet.service.canadapost.wire.ArtifactsType;
import io.guichet.service.canadapost.wire.NonContractShipmentInfoType;
import io.guichet.service.canadapost.wire.artifact.ArtifactDataType;
import io.guichet.service.canadapost.wire.artifact.GetArtifactRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A label is looked at before it counts (canadapost 2.9, 9). */
class PapersTest {

    private final Papers papers = new Papers();

    @ParameterizedTest
    @CsvSource({"label, %PDF-1.4 x, application/pdf, label.pdf", "label, ^XA^FO, application/zpl, label.zpl",
            "label, %PDF-1.4 x, Application/PDF; q=1, label.pdf",
            "commercialInvoice, %PDF-1.4 x, application/pdf, commercial-invoice.pdf"})
    void documentOfTheTypeThatItSaysIsOne(String type, String content, String mime, String suffix) {
        assertThat(papers.read(row(type, "1", "0"), data(base64(content), mime)).suffix()).isEqualTo(suffix);
    }

    @ParameterizedTest
    @CsvSource(value = {"'', application/pdf", "%PDF-, application/pdf", "<html>, application/pdf",
            "%PDF-1.4 x, text/html", "%PDF-1.4 x, NULL", "^XA^FO, application/pdf"}, nullValues = "NULL")
    void blankBrokenOrOtherThanItSaysIsNone(String content, String mime) {
        assertThatThrownBy(() -> papers.read(row("label", "1", "0"), data(base64(content), mime)))
                .isInstanceOfSatisfying(UnfitDocument.class, unfit -> assertThat(unfit.kind()).isEqualTo("label"));
    }

    @Test
    void whatIsNotBase64OrNotThereIsNone() {
        assertThatThrownBy(() -> papers.read(row("label", "1", "0"), data("%%%", "application/pdf")))
                .isInstanceOf(UnfitDocument.class);
        assertThatThrownBy(() -> papers.read(row("label", "1", "0"), data(null, "application/pdf")))
                .isInstanceOf(UnfitDocument.class);
    }

    @Test
    void furtherKindsAreLeftAloneAndAShipmentWithoutALabelIsNotFinished() {
        assertThat(papers.of(shipment(row("publicLabel", "1", "0"), row("label", " 2 ", "0"),
                row("commercialInvoice", "3", "0"), row("label", "not a number", "0"), row(null, "4", "0"))))
                .extracting(ArtifactType::getArtifactId).containsExactly(" 2 ", "3");
        assertThatThrownBy(() -> papers.of(shipment(row("commercialInvoice", "3", "0"))))
                .isInstanceOf(UnfitDocument.class);
        assertThatThrownBy(() -> papers.of(new NonContractShipmentInfoType())).isInstanceOf(UnfitDocument.class);
    }

    @Test
    void requestSaysThePageOnlyWhereTheRowDoes() {
        Account account = new Account("canadapost", "depot", Map.of("language", "fr", "platform-id", "77"));

        GetArtifactRequest request = papers.request(account, row("label", " 10300000000017 ", " 2 "));
        assertThat(request.getArtifactId()).isEqualTo(10300000000017L);
        assertThat(request.getPageIndex()).isEqualTo(2);
        assertThat(request.getLocale()).isEqualTo("FR");
        assertThat(request.getPlatformId()).isEqualTo("77");
        assertThat(papers.request(account, row("label", "1", null)).getPageIndex()).isNull();
        assertThat(papers.request(account, row("label", "1", "first")).getPageIndex()).isNull();
    }

    private static NonContractShipmentInfoType shipment(ArtifactType... rows) {
        NonContractShipmentInfoType shipment = new NonContractShipmentInfoType();
        ArtifactsType artifacts = new ArtifactsType();
        for (ArtifactType row : rows) {
            artifacts.getArtifact().add(row);
        }
        shipment.setArtifacts(artifacts);
        return shipment;
    }

    private static ArtifactType row(String type, String id, String page) {
        ArtifactType row = new ArtifactType();
        row.setType(type);
        row.setArtifactId(id);
        row.setPageIndex(page);
        return row;
    }

    private static ArtifactDataType data(String image, String mime) {
        ArtifactDataType data = new ArtifactDataType();
        data.setImage(image);
        data.setMimeType(mime);
        return data;
    }

    private static String base64(String content) {
        return Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.US_ASCII));
    }
}
