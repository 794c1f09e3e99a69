package io.guichet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.guichet.ledger.TestDesk;
import io.guichet.sandbox.StartedTwin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the doctor finds, by real calls to the twin (webstamp 1.4, 5.2). */
class DoctorCommandTest {

    private static final String GOOD_APPLICATION = "0123456789abcdef0123456789abcdef";
    private static final String OFFICE = "guichet.account.webstamp.office.";

    @TempDir
    private Path folder;

    private final TestDesk ledger = new TestDesk();
    private final Map<String, String> settings = new HashMap<>();
    private StartedTwin twin;
    private JsonNode seen;
    private Map<String, String> seenWith = Map.of();

    @BeforeEach
    void open() throws IOException {
        twin = new StartedTwin(folder.resolve("twin"));
        Files.createDirectories(folder.resolve("home/in"));
        settings.putAll(Map.of("guichet.home", folder.resolve("home").toString(), "guichet.ledger.url",
                ledger.connection().url(), "guichet.ledger.user", ledger.connection().user(),
                "guichet.ledger.password", ledger.connection().password(), "guichet.broker.port", "0",
                "guichet.sandbox.port", String.valueOf(twin.port())));
        office("20000001", "wsws-geheim-1", GOOD_APPLICATION);
    }

    @AfterEach
    void close() {
        twin.close();
        ledger.close();
    }

    // Who is who

    @Test
    void accountThatCanOrderIsGoodAndNothingIsBought() throws Exception {
        Typed typed = type("doctor", "--account", "office");

        assertThat(typed.code()).as(typed.out()).isZero();
        assertThat(typed.out()).contains("Account webstamp/office", "Nothing is wrong.");
        assertThat(states()).containsEntry("endpoint", "GOOD").containsEntry("application-id", "GOOD")
                .containsEntry("customer-id", "GOOD").containsEntry("password", "GOOD")
                .containsEntry("account", "GOOD").containsEntry("terms", "GOOD").containsEntry("clock", "GOOD");
        assertThat(twin.purchases()).isEmpty();
    }

    @Test
    void wrongApplicationIdIsNamedForCertainAndTheOthersAreLeftOpen() throws Exception {
        office("20000001", "wsws-geheim-1", "ffffffffffffffffffffffffffffffff");

        assertThat(states()).containsEntry("application-id", "WRONG").containsEntry("customer-id", "SKIPPED")
                .containsEntry("password", "SKIPPED").doesNotContainKey("account");
        assertThat(advice("application-id")).contains("platform sandbox", "webservice.webstamp@post.ch",
                "webservice.webstamp@poste.ch");
    }

    @Test
    void wrongCustomerIdIsNamedAndThatTheServiceDoesNotSaySoItself() throws Exception {
        office("29999999", "wsws-geheim-1", GOOD_APPLICATION);

        assertThat(states()).containsEntry("application-id", "GOOD").containsEntry("customer-id", "WRONG")
                .containsEntry("password", "SKIPPED").doesNotContainKey("account");
        assertThat(finding("customer-id")).contains("29999999", "2202", "most likely",
                "one code for all three attributes");
    }

    @Test
    void wrongPasswordIsNamedForCertain() throws Exception {
        office("20000001", "wrong-password-9", GOOD_APPLICATION);

        Typed typed = type("doctor", "--account", "office");

        assertThat(typed.code()).isEqualTo(1);
        assertThat(states()).containsEntry("application-id", "GOOD").containsEntry("customer-id", "GOOD")
                .containsEntry("password", "WRONG").doesNotContainKey("account");
        assertThat(advice("password")).contains("not that of the site");
        assertThat(typed.out() + typed.err()).doesNotContain("wrong-password-9", GOOD_APPLICATION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"clear", "md5", "sha1"})
    void passwordIsSentInTheFormThatIsSet(String encryption) throws Exception {
        settings.put(OFFICE + "encryption", encryption);

        assertThat(states()).containsEntry("password", "GOOD");
        assertThat(finding("password")).endsWith(encryption);
    }

    @Test
    void wrongPasswordAsADigestMayAlsoBeTheWrongForm() throws Exception {
        office("20000001", "wrong-password-9", GOOD_APPLICATION);
        settings.put(OFFICE + "encryption", "md5");

        assertThat(states()).containsEntry("password", "WRONG");
        assertThat(finding("password")).contains("md5");
        assertThat(advice("password")).contains("encryption = clear");
    }

    @Test
    void serviceThatWantsAPasswordForEveryCallMakesNothingWrong() throws Exception {
        twin.inject("{'kind':'soap','operation':'get_customer_data','code':2202}");

        assertThat(states()).containsEntry("customer-id", "GOOD").containsEntry("password", "GOOD");
    }

    @Test
    void whatIsNotSetIsNamedAndNobodyIsCalled() throws Exception {
        settings.remove(OFFICE + "password");
        settings.remove(OFFICE + "application-id");

        JsonNode checks = checks("office");

        assertThat(checks.findValuesAsText("finding").subList(0, 2)).containsExactly(
                "guichet.account.webstamp.office.password is not set",
                "guichet.account.webstamp.office.application-id is not set");
        assertThat(states()).doesNotContainKeys("endpoint", "password");
        assertThat(twin.control("GET", "calls", "").toString()).doesNotContain("ping");
    }

    // How the account stands

    @Test
    void accountThatWasNeverVerifiedLearnsWhereToEnterTheCodeAndWhoKnowsTheDay() throws Exception {
        office("20000008", "wsws-geheim-8", GOOD_APPLICATION);

        assertThat(states()).containsEntry("customer-id", "GOOD").containsEntry("password", "SKIPPED")
                .containsEntry("account", "WRONG");
        assertThat(finding("account")).contains("not verified (2242)");
        assertThat(advice("account")).contains("www.poste.ch/code-de-confirmation", "90 days",
                "guichet onboard webstamp --account office");
    }

    @Test
    void accountWhoseTermsWereNotConfirmedInTimeIsBlockedUntilThePageIsOpened() throws Exception {
        office("20000007", "wsws-geheim-7", GOOD_APPLICATION);
        assertThat(states()).containsEntry("terms", "WRONG").containsEntry("password", "GOOD");
        String advice = advice("terms");
        assertThat(advice).contains("/webstamp/confirm/9001?user=20000007");

        twin.get(advice.replaceFirst("(?s).*?http://[^/]+(/\\S+?\\d+):? .*", "$1"));
        again();

        assertThat(states()).containsEntry("terms", "GOOD").containsEntry("account", "GOOD");
    }

    @Test
    void accountThatIsBlockedForOrdersOnlyIsFoundByThePreview() throws Exception {
        twin.inject("{'kind':'block','account':'20000001','code':2268}");

        assertThat(states()).containsEntry("terms", "GOOD").containsEntry("account", "WRONG");
        assertThat(finding("account")).contains("blocked (2268)");
    }

    /** Which code the real service has is not documented. */
    @Test
    void codeThatIsSetToMeanBlockedIsSaidToMeanThat() throws Exception {
        settings.put("guichet.webstamp.terms.faults", "2299");
        twin.inject("{'kind':'soap','operation':'new_order_preview','code':2299}");

        assertThat(finding("account")).contains("blocked (2299)");
    }

    @Test
    void termsThatCanStillBeConfirmedAreANoteWithDayAndPage() throws Exception {
        office("20000006", "wsws-geheim-6", GOOD_APPLICATION);

        assertThat(type("doctor", "--account", "office").code()).isZero();
        assertThat(states()).containsEntry("terms", "NOTE").containsEntry("account", "GOOD");
        assertThat(finding("terms")).contains("until 20");
        assertThat(advice("terms")).contains("/webstamp/confirm/9001?user=20000006");
    }

    @ParameterizedTest
    @CsvSource({"1,monthly invoice,GOOD", "4,monthly invoice,NOTE", "5,prepaid,"})
    void paymentAndLicencesAreTold(int number, String payment, String licences) throws Exception {
        office("2000000" + number, "wsws-geheim-" + number, GOOD_APPLICATION);

        assertThat(finding("payment")).contains(payment);
        assertThat(Optional.ofNullable(states().get("licences"))).isEqualTo(Optional.ofNullable(licences));
    }

    @Test
    void codeThatNobodyExpectsIsToldWithItsRequest() throws Exception {
        twin.inject("{'kind':'soap','operation':'new_order_preview','code':2300}");

        assertThat(states()).containsEntry("account", "WRONG");
        assertThat(finding("account")).contains("2300");
        assertThat(advice("account")).containsPattern("request \\w{27}").contains("webservice.webstamp@post.ch");
    }

    // The way there

    @Test
    void twinThatIsDownIsNotReachedAndTheRestIsNotGuessed() throws Exception {
        twin.close();

        assertThat(type("doctor", "--account", "office").code()).isEqualTo(1);
        assertThat(states()).containsEntry("endpoint", "WRONG").doesNotContainKeys("application-id", "password",
                "account");
        assertThat(finding("endpoint")).contains("nobody listens there");
    }

    @Test
    void versionThatWasSwitchedOffIsToldAsSuch() throws Exception {
        settings.put(OFFICE + "endpoint", "http://127.0.0.1:" + twin.port() + "/webstamp/wsws/soap/v5");

        assertThat(states()).containsEntry("endpoint", "WRONG").doesNotContainKey("application-id");
        assertThat(finding("endpoint")).contains("switched off (HTTP 410)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{'kind':'http','operation':'ping','status':502}|HTTP 502 without an answer of the service",
            "{'kind':'html','operation':'ping'}|call failed",
            "{'kind':'lost-before','operation':'ping'}|call failed"})
    void whatAnswersInThePlaceOfTheServiceIsTold(String fault, String said) throws Exception {
        twin.inject(fault);

        assertThat(finding("endpoint")).contains(said);
    }

    @Test
    void hostThatNobodyKnowsAndAConnectionThatIsNotSafeAreTold() throws Exception {
        settings.put(OFFICE + "endpoint", "http://no-such-host.invalid/wsws/soap/v6");
        assertThat(finding("endpoint")).contains("nobody knows this host");
        assertThat(finding("tls")).contains("in the clear");

        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            settings.put(OFFICE + "endpoint", "https://127.0.0.1:" + plain.getLocalPort() + "/wsws/soap/v6");
            CompletableFuture.runAsync(() -> answerInTheClear(plain));

            assertThat(finding("tls")).contains("no safe connection");
            assertThat(states()).containsEntry("tls", "WRONG").doesNotContainKey("endpoint");
        }
    }

    @ParameterizedTest
    @CsvSource({"PT5M,NOTE", "PT-5M,NOTE", "PT3H,WRONG"})
    void clocksThatAreApartAreTold(String apart, String state) throws Exception {
        twin.advance(apart);

        assertThat(states()).containsEntry("clock", state);
    }

    // The house

    @Test
    void houseInOrderIsToldAndBrokenFoldersAreNamed() throws Exception {
        assertThat(house()).containsEntry("settings", "GOOD").containsEntry("folders", "GOOD")
                .containsEntry("disk", "GOOD").containsEntry("ledger", "GOOD").containsEntry("broker", "SKIPPED");

        settings.put("guichet.intake.folder.erp.path", folder.resolve("nowhere").toString());

        assertThat(house()).containsEntry("folders", "WRONG");
        assertThat(type("doctor", "--account", "office").code()).isEqualTo(1);
    }

    @Test
    void ledgerThatIsAwayIsFoundAndTheAccountsAreLookedAtAllTheSame() throws Exception {
        settings.put("guichet.ledger.url", "jdbc:postgresql://127.0.0.1:1/guichet");

        assertThat(house()).containsEntry("ledger", "WRONG");
        assertThat(states()).containsEntry("password", "GOOD").doesNotContainKey("catalogue");
    }

    @Test
    void mailServerIsGreetedAndOneThatCannotEncryptIsFound() throws Exception {
        GreenMail post = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        post.start();
        try {
            settings.putAll(Map.of("guichet.outbox.mail.host", "127.0.0.1", "guichet.outbox.mail.port",
                    String.valueOf(post.getSmtp().getPort()), "guichet.outbox.mail.tls", "none",
                    "guichet.outbox.mail.from", "guichet@example.org", "guichet.outbox.mail.office.to",
                    "office@example.org"));
            assertThat(house()).containsEntry("mail", "GOOD").containsEntry("ledger-clock", "GOOD");

            settings.put("guichet.outbox.mail.tls", "starttls");
            assertThat(house()).containsEntry("mail", "WRONG");
            assertThat(post.getReceivedMessages()).isEmpty();
        } finally {
            post.stop();
        }
    }

    @Test
    void brokerThatIsAwayIsFound() throws Exception {
        settings.put("guichet.broker.url", "tcp://127.0.0.1:1?secret=hidden");
        settings.put("guichet.broker.password", "hidden");

        assertThat(house()).containsEntry("broker", "WRONG");
        assertThat(type("doctor", "--account", "office").out()).doesNotContain("hidden");
    }

    @Test
    void houseBeforeTheFirstStartHasNothingWrong() throws Exception {
        settings.keySet().removeIf(key -> key.startsWith("guichet.ledger."));
        settings.put("guichet.home", folder.resolve("new").toString());

        assertThat(house()).containsEntry("folders", "NOTE").containsEntry("ledger", "NOTE");
        assertThat(type("doctor", "--account", "office").code()).isZero();
        assertThat(folder.resolve("new")).as("nothing is made").doesNotExist();
    }

    @Test
    void liveAccountOutsideProdIsNotCalled() throws Exception {
        settings.put(OFFICE + "platform", "production");
        settings.put(OFFICE + "endpoint", "https://webstamp.post.ch/wsws/soap/v6");

        assertThat(house()).containsEntry("settings", "WRONG");
        assertThat(states()).containsEntry("service", "SKIPPED").doesNotContainKey("endpoint");
    }

    // What the ledger knows

    @Test
    void catalogueIsToldWithItsAge() throws Exception {
        assertThat(states()).containsEntry("catalogue", "NOTE");
        ledger.run("insert into catalogue (service, scope, taken_at, body)"
                + " values ('webstamp', 'office', clock_timestamp() - interval '3 days', '{}')");
        again();
        assertThat(finding("catalogue")).contains("last read at");
        ledger.run("update catalogue set taken_at = clock_timestamp()");
        again();
        assertThat(states()).containsEntry("catalogue", "GOOD");
    }

    @Test
    void deadlineOfTheOnboardingIsToldAndAMissedOneIsWrong() throws Exception {
        done("address-production", 85);
        assertThat(states()).containsEntry("onboarding", "NOTE");
        done("address-production", 91);
        again();
        assertThat(states()).containsEntry("onboarding", "WRONG");
        assertThat(finding("onboarding")).contains("letter-code", "blocked");
    }

    // Which, and how it is said

    @Test
    void everyAccountIsLookedAtUnlessOneIsNamed() throws Exception {
        JsonNode all = new ObjectMapper().readTree(type("doctor", "--json").out());

        assertThat(all.path("subjects").findValuesAsText("subject")).contains("installation", "webstamp/demo",
                "webstamp/office", "webstamp/unverified");
        assertThat(all.path("wrong").asInt())
                .as("webstamp's blocked and unverified, canadapost's not-mine, inactive and other-platform, "
                        + "scellius's no-rest")
                .isEqualTo(6);
    }

    @Test
    void accountThatIsNotSetIsWrongUsage() {
        Typed typed = type("doctor", "--account", "offcie");

        assertThat(typed.code()).isEqualTo(2);
        assertThat(typed.err()).contains("offcie", "office");
    }

    @Test
    void doctorSpeaksTheLanguageOfTheInstallation() {
        settings.put("guichet.language", "de");
        office("20000001", "falsch", GOOD_APPLICATION);

        assertThat(type("doctor", "--account", "office").out()).contains("Konto webstamp/office", "FALSCH",
                "WSWS-Passwort");
    }

    // Short words

    private static void answerInTheClear(ServerSocket server) {
        try (Socket socket = server.accept()) {
            socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private void office(String userId, String password, String application) {
        settings.put(OFFICE + "platform", "sandbox");
        settings.put(OFFICE + "user-id", userId);
        settings.put(OFFICE + "password", password);
        settings.put(OFFICE + "application-id", application);
    }

    private void done(String step, int daysAgo) {
        ledger.run("insert into onboarding_step (service, account, step, done_on, who) values ('webstamp', 'office', '"
                + step + "', current_date - " + daysAgo + ", 'test') on conflict (service, account, step)"
                + " do update set done_on = excluded.done_on");
    }

    private Typed type(String... words) {
        return Typed.type(settings, words);
    }

    /** What the doctor says now. */
    private void again() throws IOException {
        Typed typed = type("doctor", "--account", "office", "--json");
        assertThat(typed.err()).isEmpty();
        seen = new ObjectMapper().readTree(typed.out());
        seenWith = Map.copyOf(settings);
    }

    /** Calls are made anew only where settings have changed. */
    private JsonNode checks(String subject) throws IOException {
        if (!seenWith.equals(settings)) {
            again();
        }
        for (JsonNode one : seen.path("subjects")) {
            if (one.path("subject").asText().endsWith(subject)) {
                return one.path("checks");
            }
        }
        throw new AssertionError(subject + " is not in " + seen);
    }

    private Map<String, String> states(String subject) throws IOException {
        Map<String, String> states = new TreeMap<>();
        checks(subject).forEach(check -> states.merge(check.path("check").asText(), check.path("state").asText(),
                (one, other) -> List.of(one, other).contains("WRONG") ? "WRONG" : other));
        return states;
    }

    private Map<String, String> states() throws IOException {
        return states("office");
    }

    private Map<String, String> house() throws IOException {
        return states("installation");
    }

    private String finding(String check) throws IOException {
        return said(check, "finding");
    }

    private String advice(String check) throws IOException {
        return said(check, "advice");
    }

    private String said(String check, String member) throws IOException {
        for (JsonNode one : checks("office")) {
            if (one.path("check").asText().equals(check)) {
                return one.path(member).asText();
            }
        }
        throw new AssertionError("no check " + check);
    }
}
