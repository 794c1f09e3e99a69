package io.guichet.sandbox.webstamp;

import io.guichet.sandbox.Tree;
import io.guichet.sandbox.webstamp.Catalogue.Product;
import io.guichet.sandbox.webstamp.Order.Franking;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks an order request in the order of webstamp 4.4 and makes of it an order without numbers. */
final class OrderRules {

    /** Highest number of frankings in one order; invented (5.4). */
    static final int MAX_STAMPS = 500;

    private static final Pattern PAGE = Pattern.compile("/Type\\s*/Page(?![s\\w])");
    private static final Set<String> NOT_KEPT = Set.of("identification", "image", "document");

    private final Catalogue catalogue;
    private final Clock clock;
    private final ProductRule products;
    private final FormatRule formats;
    private final AddressRule addresses;
    private final LicenceRule licences;
    private final CashOnDeliveryRule cashOnDelivery = new CashOnDeliveryRule();
    private final Pricing pricing = new Pricing();

    OrderRules(Catalogue catalogue, Countries countries, LicenceRule licences, Clock clock) {
        this.catalogue = catalogue;
        this.clock = clock;
        this.products = new ProductRule(catalogue);
        this.formats = new FormatRule(catalogue);
        this.addresses = new AddressRule(countries);
        this.licences = licences;
    }

    /** @param notices codes of the messages that go with the answer: 2006, 2008 */
    record Checked(Order order, List<Integer> notices) {
    }

    Checked check(String operation, Tree request, Account account, Language language, Map<String, String> replaced) {
        Instant now = clock.instant();
        ProductRule.Choice choice = products.choose(request, account, now, replaced);
        Product product = choice.product();
        List<Tree> recipients = request.items("a_addresses");
        FormatRule.Format format = formats.check(request, product, !recipients.isEmpty());
        // Only letters without barcode can be printed and posted by the service (2.14).
        if (request.has("document") && product.barcode()) {
            throw new SoapRefusal(2015);
        }
        int count = count(request, recipients);
        Catalogue.Category category = catalogue.category(product.category());
        addresses.check(request, product, category.recipientMandatory(), format);
        String licence = licences.choose(request, account, product).orElse(null);
        int collecting = cashOnDelivery.check(request, account, product);
        int pages = request.has("document") ? pages(request.text("document")) : 0;
        String name = product.name().get(language.code());
        Pricing.Price price = pricing.of(product, name, count, collecting, request.flag("printservice") ? pages : 0,
                request.text("discount_code").trim());
        List<Integer> notices = new ArrayList<>();
        if (choice.replaced()) {
            notices.add(2006);
        }
        if (format.mediumReplaced()) {
            notices.add(2008);
        }
        Order order = new Order(null, now, account.userid(), operation, language, product.number(),
                product.postProductNumber(), name, licence, format.fileType(), format.dpi(), format.zone(),
                format.single(), format.pageWidth(), format.pageHeight(), pages, request.has("image"),
                CashOnDeliveryRule.esr(request), price.item(), price.total(), price.lines(), request.text("reference"),
                request.text("order_comment"), frankings(recipients, count), category.validDays(),
                pages > 0 ? null : validUntil(now, category.validDays()), request.without(NOT_KEPT), List.of());
        return new Checked(order, notices);
    }

    private static int count(Tree request, List<Tree> recipients) {
        long count;
        if (!recipients.isEmpty()) {
            count = recipients.size();
        } else if (request.has("document")) {
            count = 1;
        } else {
            count = Values.number(request, "quantity").filter(quantity -> quantity > 0)
                    .orElseThrow(() -> new SoapRefusal(2009));
        }
        if (count > MAX_STAMPS) {
            throw new SoapRefusal(2004, Map.of("max_stamps", Integer.toString(MAX_STAMPS)));
        }
        return (int) count;
    }

    private List<Franking> frankings(List<Tree> recipients, int count) {
        List<Franking> all = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Tree address = recipients.isEmpty() ? Tree.empty("item") : recipients.get(i);
            all.add(new Franking(null, null, "", address.text("reference"), addresses.lines(address)));
        }
        return all;
    }

    // A document in which no page can be seen counts two, as in the contract's example C.
    private static int pages(String base64) {
        String pdf;
        try {
            pdf = new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException e) {
            throw new SoapRefusal(2000);
        }
        if (!pdf.startsWith("%PDF-")) {
            throw new SoapRefusal(2208);
        }
        int pages = 0;
        for (Matcher matcher = PAGE.matcher(pdf); matcher.find();) {
            pages++;
        }
        return pages == 0 ? 2 : pages;
    }

    private static Instant validUntil(Instant now, int days) {
        ZoneId zone = ZoneId.of("Europe/Zurich");
        return now.atZone(zone).toLocalDate().plusDays(days).atTime(LocalTime.of(23, 59, 59)).atZone(zone).toInstant();
    }
}
