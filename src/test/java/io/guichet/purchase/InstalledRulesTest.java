package io.guichet.purchase;

import static io.guichet.purchase.Works.ready;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an installation knows of its services and accounts. */
class InstalledRulesTest {

    private static final Map<String, Map<String, String>> SETTINGS =
            Map.of("demo", Map.of("max-price", " 2.50 ", "user-id", " "), "other", Map.of("dry-run", "true"));

    private final Accounts accounts =
            new Accounts(service -> service.equals("webstamp") ? SETTINGS : Map.of(), service -> Optional.of("demo"));
    private final InstalledRules rules = new InstalledRules(Works.services(), accounts);

    @Test
    void itKnowsItsServicesAndTheirOperations() {
        assertThat(rules.services()).containsExactly("webstamp");
        assertThat(rules.operations("webstamp")).containsExactly("blind", "receipt", "stamps", "update");
        assertThatThrownBy(() -> rules.operations("gone")).hasMessageContaining("gone")
                .hasMessageContaining("[webstamp]");
    }

    @Test
    void itKnowsWhichOperationsTellAPrice() {
        assertThat(rules.tellsPrice("webstamp", "stamps")).isTrue();
        assertThat(rules.tellsPrice("webstamp", "blind")).isFalse();
        assertThat(rules.tellsPrice("webstamp", "gone")).isFalse();
    }

    @Test
    void itKnowsItsAccounts() {
        assertThat(rules.accounts("webstamp")).containsExactly("demo", "other");
        assertThat(rules.accountExists("webstamp", "demo")).isTrue();
        assertThat(rules.accountExists("webstamp", "gone")).isFalse();
        assertThat(rules.accountExists("gone", "demo")).isFalse();
        assertThat(rules.defaultAccount("webstamp")).contains("demo");
        assertThat(accounts.of("webstamp")).extracting(Account::toString).containsExactlyInAnyOrder("webstamp/demo",
                "webstamp/other");
    }

    @Test
    void aRequestIsCheckedByItsService() {
        assertThat(rules.check("webstamp", "stamps", JsonNodeFactory.instance.objectNode(), Works.TEXTS)).isEmpty();
        assertThat(rules.check("webstamp", "stamps", JsonNodeFactory.instance.objectNode().put("wrong", true),
                Works.TEXTS))
                .extracting("code").containsExactly("GUI-1040");
    }

    @Test
    void aSettingThatIsBlankIsNotSetAndTheErrorNamesIt() {
        Account demo = accounts.accountOf(ready().work());

        assertThat(demo.maxPrice()).contains(new BigDecimal("2.50"));
        assertThat(demo.setting("user-id")).isEmpty();
        assertThatThrownBy(() -> demo.required("user-id"))
                .hasMessage("guichet.account.webstamp.demo.user-id: missing");
    }

    @Test
    void anOrderOfAnAccountThatIsNoLongerSetSaysSo() {
        Accounts none = new Accounts(service -> Map.of(), service -> Optional.empty());

        assertThatThrownBy(() -> none.accountOf(ready().work())).hasMessageContaining("account demo of webstamp");
    }

    @Test
    void anErrorIsJudgedByTheServicesOwnTableAndByWhetherItWasSent() {
        Failures failures = new Failures(Works.services());

        assertThat(failures.outcome(ready().in(State.SENT).work(), new IOException()))
                .isInstanceOf(Outcome.Unknown.class);
        assertThat(failures.outcome(ready().work(), new IOException())).isInstanceOf(Outcome.NotSent.class);
        assertThat(failures.unsent(ready().in(State.SENT).work(), new IOException())).as("a read sends nothing")
                .isInstanceOf(Outcome.NotSent.class);
    }
}
