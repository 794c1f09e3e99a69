package io.guichet.sandbox.webstamp;

import io.guichet.sandbox.Tree;
import io.guichet.sandbox.webstamp.Catalogue.Media;
import io.guichet.sandbox.webstamp.Catalogue.MediaType;
import io.guichet.sandbox.webstamp.Catalogue.Product;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** File type, one file or many, zone, print medium (webstamp 3.5, 4.4 fourth step). */
final class FormatRule {

    /** Width and height of the two zones in mm: the address zone is the service's, the franking zone our choice. */
    static final int[] FRANKING_ZONE = {40, 25};
    static final int[] ADDRESS_ZONE = {74, 35};

    private static final int DEFAULT_DPI = 300;
    private static final Set<String> CORNERS = Set.of("", "top/left", "top/right", "bottom/left", "bottom/right");

    private final Catalogue catalogue;

    FormatRule(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** @param mediumReplaced the ordered medium can no longer be had (message 2008) */
    record Format(FileType fileType, boolean single, int zone, int dpi, int pageWidth, int pageHeight,
            boolean mediumReplaced) {
    }

    Format check(Tree request, Product product, boolean addressed) {
        FileType type = FileType.of(request.text("file_type")).orElseThrow(() -> new SoapRefusal(2208));
        boolean single = request.flag("single");
        if (single && type != FileType.PDF && type != FileType.ZPL) {
            throw new SoapRefusal(2212);
        }
        if (!single && (type == FileType.ZPL || type == FileType.CSV)) {
            throw new SoapRefusal(2266, Map.of("file_format", type.code()));
        }
        int dpi = Values.number(request, "dpi").map(Long::intValue).orElse(DEFAULT_DPI);
        if (dpi < 72 || dpi > 600) {
            throw new SoapRefusal(2000);
        }
        long media = Values.number(request, "media").orElse(0L);
        boolean custom = request.child("custom_media").isPresent();
        if (!single) {
            if (media > 0 || custom) {
                throw new SoapRefusal(2223);
            }
            int zone = Values.number(request, "print_zone").map(Long::intValue).orElse(addressed ? 2 : 1);
            return new Format(type, false, zone, dpi, 0, 0, false);
        }
        // The server chooses the zone itself when it lays out a medium.
        int zone = addressed ? 2 : 1;
        if (custom) {
            Tree medium = request.child("custom_media").orElseThrow();
            checkCustom(medium, type, zone);
            return new Format(type, true, zone, dpi, size(medium, "page_width"), size(medium, "page_height"), false);
        }
        if (media == 0) {
            throw new SoapRefusal(2007);
        }
        Media asked = catalogue.media(media).orElseThrow(() -> new SoapRefusal(2015));
        Media used = asked.successor() == null ? asked : catalogue.media(asked.successor()).orElseThrow();
        checkMedium(catalogue.mediaType(used.type()), type, product);
        return new Format(type, true, zone, dpi, used.widthMm(), used.heightMm(), used != asked);
    }

    private static void checkMedium(MediaType kind, FileType type, Product product) {
        boolean fits = kind.categories().contains(product.category())
                && (kind.zpl() || type != FileType.ZPL)
                && (kind.barcode() || !product.barcode());
        if (!fits) {
            throw new SoapRefusal(2015);
        }
    }

    private static void checkCustom(Tree medium, FileType type, int zone) {
        String kind = medium.text("type");
        if (!List.of("label", "envelope", "letter", "paper").contains(kind)
                || type == FileType.ZPL && !kind.equals("label")) {
            throw new SoapRefusal(2261, Map.of("type", kind));
        }
        int[] needed = zone == 2 ? ADDRESS_ZONE : FRANKING_ZONE;
        int width = size(medium, "page_width") - size(medium, "margin_left") - size(medium, "margin_right");
        int height = size(medium, "page_height") - size(medium, "margin_top") - size(medium, "margin_bottom");
        if (width < needed[0] || height < needed[1]) {
            throw new SoapRefusal(2262);
        }
        for (String part : List.of("recipient", "sender", "franking")) {
            if (!CORNERS.contains(medium.text(part + "_orientation"))) {
                throw new SoapRefusal(2265);
            }
        }
    }

    private static int size(Tree medium, String name) {
        return Values.number(medium, name).map(Long::intValue).orElse(0);
    }
}
