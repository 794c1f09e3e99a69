package io.guichet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts of several clients in one process, each with its own form of the password (webstamp 1.4). */
class SeveralClientsTest {

    private static final List<String> FORMS = List.of("clear", "md5", "sha1");

    @Test
    void eachClientsOrderIsBookedOnItsOwnAccountHoweverItsPasswordTravels(@TempDir Path folder) throws Exception {
        Map<String, String> settings = new HashMap<>();
        for (int i = 0; i < FORMS.size(); i++) {
            String client = "guichet.account.webstamp.client-" + FORMS.get(i) + ".";
            settings.put(client + "platform", "sandbox");
            settings.put(client + "user-id", "2000000" + (i + 1));
            settings.put(client + "password", "wsws-geheim-" + (i + 1));
            settings.put(client + "application-id", "0123456789abcdef0123456789abcdef");
            settings.put(client + "encryption", FORMS.get(i));
        }
        try (GuichetRun run = GuichetRun.start(folder.resolve("data"), settings)) {
            FORMS.forEach(form -> run.drop(form + ".json", GuichetRun.order("SO-" + form, "stamps", "client-" + form,
                    "{\"product\":15220,\"quantity\":1,\"format\":\"pdf\",\"printZone\":1,\"reference\":\"SO-" + form
                            + "\"}")));

            for (int i = 0; i < FORMS.size(); i++) {
                run.result("SO-" + FORMS.get(i));
                assertThat(run.purchases("SO-" + FORMS.get(i)).get(0).path("account").asText())
                        .isEqualTo("2000000" + (i + 1));
            }
        }
    }
}
