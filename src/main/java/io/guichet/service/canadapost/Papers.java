package io.guichet.service.canadapost;

import io.guichet.purchase.Account;
import io.guichet.purchase.Document;
import io.guichet.purchase.Work;
import io.guichet.service.canadapost.wire.ArtifactType;
import io.guichet.service.canadapost.wire.NonContractShipmentInfoType;
import io.guichet.service.canadapost.wire.artifact.ArtifactDataType;
import io.guichet.service.canadapost.wire.artifact.GetArtifactRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The documents of a shipment: which there are, how one is asked for, and whether what came is one (canadapost 2.9). */
public final class Papers {

    private static final String LABEL = "label";
    private static final String INVOICE = "commercialInvoice";
    private static final Set<String> KNOWN = Set.of(LABEL, INVOICE);
    private static final byte[] PDF = "%PDF-".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ZPL = "^XA".getBytes(StandardCharsets.US_ASCII);

    /** Those that are fetched: further types, which newer releases have, are left alone (canadapost 2.10). */
    public List<ArtifactType> of(NonContractShipmentInfoType shipment) {
        List<ArtifactType> papers = Optional.ofNullable(shipment.getArtifacts()).stream()
                .flatMap(all -> all.getArtifact().stream())
                .filter(one -> one.getType() != null && KNOWN.contains(one.getType()))
                .filter(one -> isNumber(one.getArtifactId())).toList();
        if (papers.stream().noneMatch(one -> one.getType().equals(LABEL))) {
            throw new UnfitDocument(LABEL);
        }
        return papers;
    }

    /** The one that an order label names by its number. */
    public ArtifactType named(Work work) {
        ArtifactType named = new ArtifactType();
        named.setArtifactId(work.request().path("artifactId").asText());
        named.setPageIndex(work.request().path("pageIndex").asText("0"));
        named.setType(LABEL);
        return named;
    }

    public GetArtifactRequest request(Account account, ArtifactType paper) {
        GetArtifactRequest request = new GetArtifactRequest();
        request.setLocale(Caller.locale(account));
        Caller.platformId(account).ifPresent(request::setPlatformId);
        request.setArtifactId(Long.parseLong(paper.getArtifactId().strip()));
        Optional.ofNullable(paper.getPageIndex()).map(String::strip).filter(Papers::isNumber)
                .map(Integer::valueOf).ifPresent(request::setPageIndex);
        return request;
    }

    /** A blank or broken label is known to come with a good answer: it is looked at before it counts (canadapost 9). */
    public Document read(ArtifactType paper, ArtifactDataType data) {
        byte[] content = decoded(Optional.ofNullable(data.getImage()).orElse(""));
        String kind = paper.getType().equals(INVOICE) ? "commercial-invoice" : LABEL;
        String type = Optional.ofNullable(data.getMimeType()).map(said -> said.split(";")[0].strip()).orElse("");
        if (begins(content, PDF) && type.equalsIgnoreCase("application/pdf")) {
            return new Document(kind + ".pdf", kind, "application/pdf", content);
        }
        if (begins(content, ZPL) && type.equalsIgnoreCase("application/zpl")) {
            return new Document(kind + ".zpl", kind, "application/zpl", content);
        }
        throw new UnfitDocument(kind);
    }

    private static boolean isNumber(String text) {
        return text != null && text.strip().matches("\\d{1,18}");
    }

    private static byte[] decoded(String image) {
        try {
            return Base64.getMimeDecoder().decode(image);
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }

    private static boolean begins(byte[] content, byte[] mark) {
        return content.length > mark.length && Arrays.equals(content, 0, mark.length, mark, 0, mark.length);
    }
}
