package io.guichet.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guichet.ledger.Receiver;
import io.guichet.ledger.Receiver.Kind;
import io.guichet.outbox.MailServer;
import io.guichet.outbox.Webhook;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who gets answers, out of the settings: what is right is taken, what is wrong stops the start with one sentence. */
class ReceiverSettingsTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @Test
    void withoutReceiversThereAreTheFolderAndTheQueues() {
        ReceiverSettings settings = settings();

        assertThat(settings.receivers().all()).extracting(Receiver::channel).containsExactly("file", "queue");
        assertThat(settings.webhooks()).isEmpty();
        assertThat(settings.mailServer()).isEmpty();
        assertThat(settings.printers()).isEmpty();
    }

    @Test
    void eachReceiverHasItsKindsItsAccountsAndItsTime() {
        ReceiverSettings settings = settings("webhook.shop.url", "https://shop.example.org/hook",
                "webhook.shop.secret", SECRET, "webhook.shop.kinds", "final,interim", "webhook.shop.accounts",
                "webstamp/*,other/a", "mail.office.to", "a@example.org, B <b@example.org>", "mail.office.digest",
                "true",
                "print.labels.command-pdf", "lp {file}", "print.labels.command-text", "lp {file}",
                "print.labels.errors", "true");

        Receiver shop = receiver(settings, "webhook:shop");
        assertThat(shop.kinds()).containsExactlyInAnyOrder(Kind.RESULT, Kind.ERROR, Kind.INTERIM);
        assertThat(shop.accounts()).isEqualTo(Set.of("webstamp/*", "other/a"));
        assertThat(shop.retry().delays()).startsWith(Duration.ofSeconds(5), Duration.ofMinutes(5)).hasSize(9)
                .endsWith(Duration.ofHours(24));
        assertThat(shop.retry().giveUp()).contains(Duration.ofDays(4));
        assertThat(shop.retry().lease()).isEqualTo(Duration.ofSeconds(50));
        assertThat(shop.onceOnly()).isFalse();
        Receiver office = receiver(settings, "mail:office");
        assertThat(office.kinds()).containsExactlyInAnyOrder(Kind.ERROR, Kind.NOTICE, Kind.REPORT);
        assertThat(office.digest()).isTrue();
        assertThat(settings.mailboxes().get(0).to()).extracting(Object::toString).containsExactly("a@example.org",
                "B <b@example.org>");
        Receiver labels = receiver(settings, "print:labels");
        assertThat(labels.kinds()).containsExactlyInAnyOrder(Kind.RESULT, Kind.ERROR);
        assertThat(labels.onceOnly()).isTrue();
        assertThat(settings.printers().get(0).commands()).containsOnlyKeys("application/pdf", "text/plain");
    }

    @Test
    void anAddressOfAWebhookIsShownByNothing() {
        Webhook webhook = settings("webhook.shop.url", "https://shop.example.org/token-4711", "webhook.shop.secret",
                SECRET).webhooks().get(0);

        assertThat(webhook.toString()).isEqualTo("webhook:shop");
        assertThat(webhook.url().getPath()).isEqualTo("/token-4711");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "http://127.0.0.1:80/x | false", "http://localhost/x | false", "http://[::1]:8080/x | false",
            "https://10.0.0.7/x | false", "http://shop.example.org/x | true"})
    void theseAddressesAreTaken(String url, String plainHttp) {
        assertThat(settings("webhook.shop.url", url, "webhook.shop.secret", SECRET, "webhook.shop.plain-http",
                plainHttp).webhooks()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "http://shop.example.org/token-4711 | url: http (expected: https, a loopback address, or",
            "http://localhost.example.org/token-4711 | url: http (expected: https",
            "http://127.0.0.1.example.org/token-4711 | url: http (expected: https",
            "https://user:token-4711@shop.example.org/ | url: the address (expected: https://HOST",
            "ftp://shop.example.org/token-4711 | url: the address (expected: https://HOST",
            "shop.example.org/token-4711 | url: the address (expected: https://HOST",
            "https:///token-4711 | url: the address (expected: https://HOST",
            "https://shop example.org/token-4711 | url: the address (expected: https://HOST"})
    void theseAreRefusedWithoutBeingQuoted(String url, String sentence) {
        ReceiverSettings settings = settings("webhook.shop.url", url, "webhook.shop.secret", SECRET);

        assertThatThrownBy(settings::webhooks).isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("guichet.outbox.webhook.shop." + sentence).hasMessageNotContaining("4711");
    }

    @Test
    void whatIsMissingOrWrongIsNamed() {
        refused("webhook.shop.secret: missing", "webhook.shop.url", "https://example.org/");
        refused("webhook.shop.url: missing", "webhook.shop.secret", SECRET);
        refused("webhook.shop.secret: the secret (expected: whsec_", "webhook.shop.url", "https://example.org/",
                "webhook.shop.secret", "geheim");
        refused("webhook.shop.kinds: all (expected: final, result, error, interim, notice, report, event)",
                "webhook.shop.kinds", "all");
        refused("webhook.shop.accounts: demo (expected: *, SERVICE/*", "webhook.shop.accounts", "demo");
        refused("mail.host: missing", "mail.office.to", "a@example.org", "mail.from", "g@example.org");
        refused("mail.from: missing", "mail.office.to", "a@example.org", "mail.host", "mx");
        refused("mail.office.to: no mail address (expected: NAME@HOST", "mail.office.to", "anna", "mail.host", "mx",
                "mail.from", "g@example.org");
        refused("mail.office.to: no mail address", "mail.office.to", "a@example.org\r\nBcc: x@example.org",
                "mail.host", "mx", "mail.from", "g@example.org");
        refused("mail.password: missing", "mail.office.to", "a@example.org", "mail.host", "mx", "mail.from",
                "g@example.org", "mail.user", "anna");
        refused("mail.tls: none (expected: starttls or tls, where a password travels)", "mail.office.to",
                "a@example.org", "mail.host", "mx", "mail.from", "g@example.org", "mail.user", "anna", "mail.password",
                "p", "mail.tls", "none");
        refused("print.labels.command-pdf: missing, and no other", "print.labels.copies", "2");
        refused("print.labels.command-text: missing (expected: a command, because of errors = true)",
                "print.labels.errors", "true", "print.labels.command-pdf", "lp {file}");
        refused("print.labels.command-pdf: lp (expected: a program and its arguments, {file}",
                "print.labels.command-pdf", "lp");
    }

    @Test
    void aMailServerIsAskedForEncryptionUnlessToldOtherwise() {
        MailServer server = settings("mail.office.to", "a@example.org", "mail.host", "mx", "mail.from",
                "g@example.org").mailServer().orElseThrow();

        assertThat(server.port()).isEqualTo(587);
        assertThat(server.sender().getJavaMailProperties()).containsEntry("mail.smtp.starttls.required", "true")
                .containsEntry("mail.smtp.ssl.checkserveridentity", "true").containsEntry("mail.smtp.timeout", "20000");
    }

    private static void refused(String sentence, String... keys) {
        assertThatThrownBy(() -> {
            ReceiverSettings settings = settings(keys);
            settings.receivers();
            settings.webhooks();
            settings.mailServer();
            settings.mailboxes();
            settings.printers();
        }).isInstanceOf(SettingsException.class).hasMessageStartingWith("guichet.outbox." + sentence);
    }

    private static Receiver receiver(ReceiverSettings settings, String channel) {
        return settings.receivers().find(channel).orElseThrow();
    }

    private static ReceiverSettings settings(String... keys) {
        Properties system = new Properties();
        for (int i = 0; i < keys.length; i += 2) {
            system.setProperty("guichet.outbox." + keys[i], keys[i + 1]);
        }
        return new ReceiverSettings(Settings.load("prod", Path.of("no", "such", "file"), Map.of(), system));
    }
}
