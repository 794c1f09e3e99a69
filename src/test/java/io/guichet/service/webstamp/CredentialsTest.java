package io.guichet.service.webstamp;

import static org.assertj.core.api.Assertions.assertThat;

import io.guichet.contract.WebStampExample;
import io.guichet.doctor.Findings;
import io.guichet.order.Texts;
import io.guichet.purchase.Account;
import io.guichet.purchase.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What of an account's credentials stands on the wire (webstamp 1.4). */
class CredentialsTest extends WebstampRoutesSupport {

    private static final WebStampExample ANSWER = WebStampExample.named("2.14a-new_order-answer");
    private static final WebStampExample PREVIEW = ANSWER
            .with("new_orderResponse", "new_order_previewResponse").with("new_orderResult", "new_order_previewResult")
            .with("<order_id>9000001</order_id>", "<order_id xsi:nil=\"true\"/>");
    private static final String PASSWORD = "wsws-geheim-ä";
    /** When the ping of the contract was answered. */
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-10-05T06:15:30Z"), ZoneOffset.UTC);

    /** Digests of the password's UTF-8 bytes, made with coreutils. */
    private static final Map<String, String> ON_THE_WIRE = Map.of("clear", PASSWORD,
            "md5", "8f3cf3890b11bb218aaf0fa1d5be6169", "sha1", "db1697238d91786542b3c0cc3e46d90d13ba9b1f");

    @Test
    void everyFormOfThePasswordGoesOutAsItIsSet() {
        service.answers("new_order_preview", PREVIEW);
        service.answers("new_order", ANSWER);
        for (String encryption : List.of("clear", "md5", "sha1")) {
            run(Samples.work("stamps", Samples.LETTERS), account(encryption, Map.of("encryption", encryption)));

            Map<String, String> sent = last("new_order");
            assertThat(sent).containsEntry("password", ON_THE_WIRE.get(encryption))
                    .containsEntry("encryption_type", encryption.equals("clear") ? "" : encryption);
        }
        assertThat(service.requests("new_order")).hasSize(3);
    }

    @Test
    void accountsOfSeveralClientsAndPlatformsKeepTheirOwnAtTheSameTime() {
        service.answers("new_order_preview", PREVIEW);
        service.answers("new_order", ANSWER);

        IntStream.range(0, 24).parallel().forEach(i -> run(Samples.work("stamps", Samples.LETTERS),
                account("client-" + i % 3, Map.of("user-id", "2000010" + i % 3, "password", "secret-" + i % 3,
                        "application-id", "application-" + i % 2 + "-of-" + i % 3))));

        assertThat(service.requests("new_order")).hasSize(24).allSatisfy(request -> {
            Map<String, String> sent = identification(request);
            String client = sent.get("userid").substring(7);
            assertThat(sent).containsEntry("password", "secret-" + client);
            assertThat(sent.get("application")).endsWith("-of-" + client);
        });
    }

    @Test
    void doctorSendsOneAttributeMoreWithEachCall() {
        service.answers("ping", WebStampExample.named("2.2-ping-answer"));
        service.answers("get_zones", WebStampExample.named("2.7-get_zones-answer"));
        service.answers("get_customer_data", WebStampExample.named("2.11-get_customer_data-answer"));
        service.answers("get_info_journal", WebStampExample.named("2.19-get_info_journal-answer"));

        look();

        assertThat(identification(service.requests("get_zones").get(0))).containsOnlyKeys("application", "language");
        assertThat(identification(service.requests("get_customer_data").get(0))).containsOnlyKeys("application",
                "language", "userid");
        assertThat(identification(service.requests("get_customer_data").get(1))).containsOnlyKeys("application",
                "language", "userid", "password", "encryption_type");
        assertThat(service.requests("new_order")).as("nothing is bought").isEmpty();
    }

    /** The customer's data may be given without a look at the password: only a call that insists on it tells. */
    @Test
    void passwordThatTheCustomersDataDidNotNeedIsFoundWrongByTheJournal() {
        service.answers("ping", WebStampExample.named("2.2-ping-answer"));
        service.answers("get_zones", WebStampExample.named("2.7-get_zones-answer"));
        service.answers("get_customer_data", WebStampExample.named("2.11-get_customer_data-answer"));
        service.faults("get_info_journal", "2202");

        assertThat(look().all()).filteredOn(finding -> finding.state() == Findings.State.WRONG).singleElement()
                .satisfies(finding -> assertThat(finding.check()).isEqualTo("password"));
    }

    @Test
    void whatTheServiceEchoesOfASecretIsMasked() {
        service.answers("ping", WebStampExample.named("2.2-ping-answer"));
        service.answers("get_zones", 500, "text/xml; charset=utf-8",
                SoapSocket.fault("2300").replaceAll("<faultstring>[^<]*", "<faultstring>no " + PASSWORD));

        assertThat(look().all().toString()).contains("no ***").doesNotContain(PASSWORD);
    }

    @Test
    void accountThatIsNotVerifiedHoldsTheOrderAndItsAdviceLeadsToTheSteps() {
        service.answers("new_order_preview", PREVIEW);
        service.faults("new_order", "2242");

        assertThat(run(Samples.work("stamps", Samples.LETTERS)).outcome())
                .isInstanceOfSatisfying(Outcome.Held.class, held -> assertThat(held.problem().advice()).contains(
                        "http://www.poste.ch/code-de-confirmation", "90 days", "guichet onboard webstamp",
                        "webservice.webstamp@post.ch, webservice.webstamp@poste.ch"));
    }

    private Findings look() {
        Findings findings = new Findings("webstamp/demo", "webstamp-doctor", new Texts(Locale.ENGLISH),
                List.of(PASSWORD));
        new WebstampCheckup().look(account("demo", Map.of()), key -> "http://127.0.0.1:1/", CLOCK,
                findings);
        return findings;
    }

    private Account account(String name, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(account().settings());
        settings.put("password", PASSWORD);
        settings.putAll(more);
        return new Account("webstamp", name, settings);
    }

    private Map<String, String> last(String operation) {
        List<SoapSocket.Request> requests = service.requests(operation);
        return identification(requests.get(requests.size() - 1));
    }

    private static Map<String, String> identification(SoapSocket.Request request) {
        Map<String, String> values = new HashMap<>();
        NodeList found = WebStampExample.bodyOf(request.body()).getElementsByTagName("identification");
        NodeList children = found.item(0).getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            if (children.item(i) instanceof Element element) {
                values.put(element.getLocalName(), element.getTextContent());
            }
        }
        return values;
    }
}
