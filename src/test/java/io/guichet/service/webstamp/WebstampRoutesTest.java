package io.guichet.service.webstamp;

import static org.assertj.core.api.Assertions.assertThat;

import io.guichet.contract.WebStampExample;
import io.guichet.contract.XmlContent;
import io.guichet.purchase.Outcome;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Prepare and call through the real producer (routes/30-webstamp, routes/21-enrich). */
class WebstampRoutesTest extends WebstampRoutesSupport {

    private static final WebStampExample ANSWER = WebStampExample.named("2.14a-new_order-answer");
    private static final WebStampExample PREVIEW = WebStampExample.named("2.14a-new_order-answer")
            .with("new_orderResponse", "new_order_previewResponse").with("new_orderResult", "new_order_previewResult")
            .with("<order_id>9000001</order_id>", "<order_id xsi:nil=\"true\"/>");

    @Test
    void orderIsOneRequestAndItsStamps() {
        service.answers("new_order_preview", PREVIEW);
        service.answers("new_order", ANSWER);
        var work = Samples.work("stamps", Samples.LETTERS);

        var result = run(work);

        assertThat(result.outcome()).as("%s", result.error()).isInstanceOfSatisfying(Outcome.Done.class, done -> {
            assertThat(done.carrierId()).contains("9000001");
            assertThat(done.documents()).hasSize(2);
        });
        assertThat(service.requests("new_order")).singleElement().satisfies(request -> {
            assertThat(XmlContent.of(WebStampExample.bodyOf(request.body()))).isEqualTo(XmlContent.of(WebStampExample
                    .named("2.14a-new_order-request").with(">please<", ">please " + work.key() + "<").body()));
            assertThat(request.header("SOAPAction")).contains("\"https://webstamp.post.ch/wsws/soap/v6#new_order\"");
            assertThat(request.header("Content-Length")).as("no chunks").isPresent();
            assertThat(request.header("Upgrade")).as("HTTP/1.1 as it is").isEmpty();
        });
    }

    @Test
    void copyIsOneRequestWithItsOwnKeyInItsOwnComment() {
        service.answers("copy_order_by_id", WebStampExample.named("2.15-copy_order_by_id-answer"));
        var work = Samples.work("reorder",
                "{\"carrierOrderId\": \"9000001\", \"quantity\": 1, \"format\": \"pdf\", \"comment\": \"copie\"}");

        var result = run(work);

        assertThat(result.outcome()).as("%s", result.error()).isInstanceOfSatisfying(Outcome.Done.class, done -> {
            assertThat(done.carrierId()).contains("9000004");
            assertThat(done.handedOut()).containsExactly("80000006");
            assertThat(done.result().path("earlierOrder").asText()).isEqualTo("9000001");
        });
        assertThat(service.requests("copy_order_by_id")).singleElement()
                .satisfies(request -> assertThat(XmlContent.of(WebStampExample.bodyOf(request.body())))
                        .isEqualTo(XmlContent.of(WebStampExample.named("2.15-copy_order_by_id-request")
                                .with(">copie<", ">copie " + work.key() + "<").body())));
    }

    @Test
    void copyOfWhichTheServiceKnowsNothingIsUnknownAndSentOnce() {
        service.faults("copy_order_by_id", "2300");

        assertThat(run(Samples.work("reorder", "{\"carrierOrderId\": \"9000001\"}")).outcome())
                .isInstanceOf(Outcome.Unknown.class);
        assertThat(service.requests("copy_order_by_id")).hasSize(1);
    }

    @Test
    void reprintAsksForTheOrderAgainAndBooksNothing() {
        service.answers("previous_order", WebStampExample.named("2.16-previous_order-answer"));

        var result = run(Samples.work("reprint", "{\"carrierOrderId\": \"9000001\"}"));

        assertThat(result.outcome()).as("%s", result.error()).isInstanceOfSatisfying(Outcome.Done.class, done -> {
            assertThat(done.carrierId()).isEmpty();
            assertThat(done.handedOut()).isEmpty();
            assertThat(done.documents()).hasSize(2);
            assertThat(done.result().path("source").asText()).isEqualTo("service");
        });
        assertThat(XmlContent.of(WebStampExample.bodyOf(service.requests("previous_order").get(0).body())))
                .isEqualTo(XmlContent.of(WebStampExample.named("2.16-previous_order-request").body()));
    }

    @Test
    void whatIsAskedOfPurchasesIsWhatTheContractShows() {
        Map<String, String[]> asked = Map.of(
                "2.17a-get_info_receipt", new String[]{"receipt", "{\"output\": \"data\","
                        + " \"from\": \"2026-09-24T00:00:00+02:00\", \"to\": \"2026-09-24T21:59:59Z\"}"},
                "2.18-get_info_delivery_receipt",
                new String[]{"delivery-note", "{\"carrierOrderId\": \"9000002\"}"},
                "2.19-get_info_journal", new String[]{"journal",
                        "{\"from\": \"2026-09-24T00:00:00+02:00\", \"to\": \"2026-09-24T23:59:59+02:00\"}"},
                "2.20-get_info_billing", new String[]{"billing", "{\"amount\": \"2.4\"}"});
        asked.forEach((example, order) -> {
            String operation = example.substring(example.indexOf('-') + 1);
            service.answers(operation, WebStampExample.named(example + "-answer"));

            var result = run(Samples.work(order[0], order[1]));

            assertThat(result.outcome()).as("%s: %s", example, result.error()).isInstanceOf(Outcome.Done.class);
            assertThat(XmlContent.of(WebStampExample.bodyOf(service.requests(operation).get(0).body()))).as(example)
                    .isEqualTo(XmlContent.of(WebStampExample.named(example + "-request").body()));
        });
    }

    @Test
    void limitMakesThePreviewTellPriceAndProductFirst() {
        service.answers("new_order_preview", PREVIEW);
        service.answers("new_order", ANSWER);

        var result = run(Samples.work("stamps", Samples.LETTERS, Optional.of(new BigDecimal("5.00"))));

        assertThat(result.quote()).hasValueSatisfying(quote -> {
            assertThat(quote.price()).isEqualTo(new BigDecimal("2.40"));
            assertThat(quote.products()).containsExactlyInAnyOrder("15220", "38610");
        });
        assertThat(service.requests("new_order_preview")).singleElement()
                .satisfies(asked -> assertThat(asked.body()).contains("<order_comment>please</order_comment>"));
    }

    /** webstamp 2.13: the free preview looks through the windows before anything is printed and posted. */
    @Test
    void letterIsPreviewedAndNotBoughtWhereItsWindowIsWrong() {
        service.answers("new_order_preview", WebStampExample.named("2.14c-new_order-answer")
                .with("new_orderResponse", "new_order_previewResponse")
                .with("new_orderResult", "new_order_previewResult")
                .with("<state>valid</state>", "<state>invalid</state><reason>maxpages</reason>"));

        var result = run(Samples.work("stamps",
                "{\"product\": 15220, \"printService\": true, \"letter\": \"JVBERi0=\"}"));

        assertThat(result.outcome()).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.problems().get(0).code()).isEqualTo("GUI-2030");
            assertThat(refused.problems().get(0).field()).isEqualTo("/request/letter");
            assertThat(refused.problems().get(0).message()).contains("1 (maxpages)");
        });
        assertThat(service.requests("new_order")).isEmpty();
    }

    @Test
    void rule32UnknownProductIsNeverRefusedByUsButAskedFor() {
        service.faults("new_order_preview", "2224");

        var result = run(Samples.work("stamps", "{\"product\": 999, \"quantity\": 1}"));

        assertThat(result.outcome()).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.problems().get(0).code()).isEqualTo("GUI-2007");
            assertThat(refused.problems().get(0).field()).isEqualTo("/request/product");
            assertThat(refused.problems().get(0).service()).hasValueSatisfying(fault -> {
                assertThat(fault.code()).isEqualTo("2224");
                assertThat(fault.requestId()).isEqualTo("aBcD0123efGHijKLmnOPqrsAAAE");
            });
        });
        assertThat(shelf.wishes).as("a fresh catalogue is wanted").isNotEmpty();
        assertThat(service.requests("new_order")).isEmpty();
    }

    @Test
    void previewOperationAsksOnlyThePreview() {
        service.answers("new_order_preview", PREVIEW);

        assertThat(run(Samples.work("preview", Samples.LETTERS)).outcome()).isInstanceOfSatisfying(Outcome.Done.class,
                done -> assertThat(done.result().get("carrierOrderId").isNull()).isTrue());
        assertThat(service.requests()).extracting(SoapSocket.Request::operation).containsExactly("new_order_preview");
    }

    @Test
    void catalogueGivesTheListAsItIs() {
        service.answers("get_products", WebStampExample.named("2.4-get_products-answer"));

        var result = run(Samples.work("catalogue",
                "{\"list\": \"products\", \"assortments\": [2], \"customerGroup\": \"business\","
                        + " \"anonymous\": true}"));

        assertThat(result.outcome()).as("%s", result.error()).isInstanceOfSatisfying(Outcome.Done.class, done -> {
            assertThat(done.result().get("list").asText()).isEqualTo("products");
            assertThat(done.result().at("/items/1/postProductNumber").asLong()).isEqualTo(1307915);
            assertThat(done.result().at("/items/1/price").asText()).isEqualTo("5.80");
            assertThat(done.result().at("/items/1/barcode").asBoolean()).isTrue();
            assertThat(done.result().at("/items/1/additions/0/code").asText()).isEqualTo("R");
        });
        assertThat(XmlContent.of(WebStampExample.bodyOf(service.requests("get_products").get(0).body())))
                .isEqualTo(XmlContent.of(WebStampExample.named("2.4-get_products-request").body()));
    }

    @Test
    void everyListHasItsOperation() {
        Map<String, String> lists = Map.of("categories", "2.3-get_categories", "assortments", "2.10-get_product_lists",
                "mediaTypes", "2.5-get_media_types", "media", "2.6-get_medias", "zones", "2.7-get_zones", "countries",
                "2.8-get_countries", "licences", "2.9-get_licenses", "customerData", "2.11-get_customer_data",
                "paymentMethods",
                "2.12-get_payment_methods", "errorCodes", "2.21-get_error_codes");
        lists.forEach((list, example) -> {
            String operation = example.substring(example.indexOf('-') + 1);
            service.answers(operation, WebStampExample.named(example + "-answer"));
            String more = list.equals("licences")
                    ? ", \"product\": 1307915"
                    : list.equals("media")
                            ? ", \"mediaType\": 1"
                            : list.equals("assortments") ? ", \"customerGroup\": \"business\"" : "";
            boolean login = CatalogueList.of(Samples.json("{\"list\": \"" + list + "\"}")).needsLogin();
            var result = run(Samples.work("catalogue",
                    "{\"list\": \"" + list + "\"" + more + ", \"anonymous\": " + !login + "}"));

            assertThat(result.outcome()).as("%s: %s", list, result.error()).isInstanceOfSatisfying(Outcome.Done.class,
                    done -> assertThat(done.result().get("items").size()).isPositive());
            assertThat(XmlContent.of(WebStampExample.bodyOf(service.requests(operation).get(0).body()))).as(list)
                    .isEqualTo(XmlContent.of(WebStampExample.named(example + "-request").body()));
        });
    }
}
