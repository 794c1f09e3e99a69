package io.guichet.ops;

import io.guichet.ledger.Receiver;
import io.guichet.ledger.Receiver.Kind;
import io.guichet.ledger.Receivers;
import io.guichet.ledger.Retry;
import io.guichet.outbox.MailServer;
import io.guichet.outbox.Mailbox;
import io.guichet.outbox.PrintCommand;
import io.guichet.outbox.Printer;
import io.guichet.outbox.Webhook;
import io.guichet.outbox.WebhookSignature;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Who gets answers, as the settings say it. Addresses and secrets are read only where messages are sent from. */
public final class ReceiverSettings {

    private static final String WEBHOOK = "guichet.outbox.webhook";
    private static final String MAIL = "guichet.outbox.mail";
    private static final String PRINT = "guichet.outbox.print";

    private static final Pattern ACCOUNT = Pattern.compile("\\*|[a-z]+/(?:\\*|[A-Za-z0-9_-]{1,64})");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(?:\\.\\d{1,3}){3}|\\[::1]");

    /** Kinds that a receiver may ask for; a repeat goes back the way that it was asked. */
    private static final Set<Kind> CHOICE =
            EnumSet.of(Kind.RESULT, Kind.ERROR, Kind.INTERIM, Kind.NOTICE, Kind.REPORT, Kind.EVENT);
    private static final String FINAL = "final";

    /** Beyond what a call may take. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private static final Map<String, String> COMMANDS = Map.of("application/pdf", "command-pdf", "image/png",
            "command-png", "image/gif", "command-gif", "image/bmp", "command-bmp", "application/zpl", "command-zpl",
            Printer.TEXT, "command-text");

    private final Settings settings;

    public ReceiverSettings(Settings settings) {
        this.settings = settings;
    }

    // Who wants what

    Receivers receivers() {
        Retry forEver = Retry.forEver(settings.duration("guichet.outbox.retry-first"),
                settings.duration("guichet.outbox.retry-max"));
        List<Receiver> all = new ArrayList<>();
        if (settings.flag("guichet.outbox.file.enabled")) {
            all.add(Receivers.folder(forEver));
        }
        if (settings.flag("guichet.outbox.queue.enabled")) {
            all.add(Receivers.queues(forEver));
        }
        settings.names(SftpServer.SETTINGS).stream()
                .filter(name -> settings.find(key(SftpServer.SETTINGS, name, "out")).isPresent())
                .forEach(name -> all.add(Receivers.server(name, forEver)));
        List<Duration> retries = settings.durations("guichet.outbox.retries");
        for (String name : settings.names(WEBHOOK)) {
            Duration lease = settings.duration(key(WEBHOOK, name, "timeout")).plus(MARGIN);
            all.add(new Receiver(Webhook.CHANNEL + name, kinds(WEBHOOK, name), accounts(WEBHOOK, name), false, false,
                    retry(retries, lease)));
        }
        for (String name : settings.names(MAIL)) {
            Duration lease = MailServer.longest(settings.duration("guichet.outbox.mail.timeout"));
            boolean digest = settings.flag(key(MAIL, name, "digest"));
            Set<Kind> kinds = kinds(MAIL, name);
            if (digest) {
                kinds.add(Kind.REPORT);
            }
            all.add(new Receiver(Mailbox.CHANNEL + name, kinds, accounts(MAIL, name), digest, false,
                    retry(retries, lease)));
        }
        for (String name : settings.names(PRINT)) {
            Set<Kind> kinds = settings.flag(key(PRINT, name, "errors"))
                    ? EnumSet.of(Kind.RESULT, Kind.ERROR)
                    : EnumSet.of(Kind.RESULT);
            Duration lease = settings.duration(key(PRINT, name, "timeout")).plus(MARGIN);
            all.add(new Receiver(Printer.CHANNEL + name, kinds, accounts(PRINT, name), false, true,
                    retry(forEver.delays(), lease)));
        }
        return new Receivers(all, forEver);
    }

    private Retry retry(List<Duration> delays, Duration lease) {
        return new Retry(delays, Optional.of(settings.duration("guichet.outbox.give-up")), lease,
                Retry.doubling(settings.duration("guichet.outbox.retry-first"),
                        settings.duration("guichet.outbox.retry-max")));
    }

    private Set<Kind> kinds(String group, String name) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        for (String word : settings.list(key(group, name, "kinds"))) {
            if (word.equals(FINAL)) {
                kinds.addAll(EnumSet.of(Kind.RESULT, Kind.ERROR));
            } else {
                kinds.add(CHOICE.stream().filter(kind -> kind.word().equals(word)).findFirst()
                        .orElseThrow(() -> wrong(key(group, name, "kinds"), word,
                                FINAL + ", " + CHOICE.stream().map(Kind::word).collect(Collectors.joining(", ")))));
            }
        }
        return kinds;
    }

    private Set<String> accounts(String group, String name) {
        List<String> accounts = settings.list(key(group, name, "accounts"));
        accounts.stream().filter(account -> !ACCOUNT.matcher(account).matches()).findFirst().ifPresent(account -> {
            throw wrong(key(group, name, "accounts"), account,
                    "*, SERVICE/* or SERVICE/ACCOUNT, with commas between");
        });
        return Set.copyOf(accounts);
    }

    // Webhooks

    List<Webhook> webhooks() {
        return settings.names(WEBHOOK).stream().map(this::webhook).toList();
    }

    private Webhook webhook(String name) {
        return new Webhook(name, url(name), signature(name), settings.bytes(key(WEBHOOK, name, "inline-limit")),
                settings.duration(key(WEBHOOK, name, "timeout")));
    }

    private WebhookSignature signature(String name) {
        try {
            return WebhookSignature.of(settings.get(key(WEBHOOK, name, "secret")));
        } catch (IllegalArgumentException noSecret) {
            throw wrong(key(WEBHOOK, name, "secret"), "the secret", noSecret.getMessage());
        }
    }

    /** The address itself is shown to nobody: it often holds a secret. */
    private URI url(String name) {
        String key = key(WEBHOOK, name, "url");
        URI url;
        try {
            url = URI.create(settings.get(key));
        } catch (IllegalArgumentException unreadable) {
            throw wrong(key, "the address", "https://HOST/…");
        }
        String host = Optional.ofNullable(url.getHost()).orElse("").toLowerCase(Locale.ROOT);
        String scheme = Optional.ofNullable(url.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        boolean plain = scheme.equals("http");
        if (host.isEmpty() || url.getUserInfo() != null || url.getFragment() != null
                || !plain && !scheme.equals("https")) {
            throw wrong(key, "the address", "https://HOST/…, without user and fragment");
        }
        if (plain && !LOOPBACK.matcher(host).matches() && !settings.flag(key(WEBHOOK, name, "plain-http"))) {
            throw wrong(key, "http", "https, a loopback address, or " + key(WEBHOOK, name, "plain-http") + " = true");
        }
        return url;
    }

    // Mail

    List<Mailbox> mailboxes() {
        return settings.names(MAIL).stream().map(name -> new Mailbox(name, addresses(key(MAIL, name, "to")),
                settings.bytes(key(MAIL, name, "attach-limit")))).toList();
    }

    /** Empty where nobody gets mail. */
    Optional<MailServer> mailServer() {
        if (settings.names(MAIL).isEmpty()) {
            return Optional.empty();
        }
        Optional<MailServer.Login> login = settings.find("guichet.outbox.mail.user")
                .map(user -> new MailServer.Login(user, settings.get("guichet.outbox.mail.password")));
        MailServer.Encryption encryption =
                MailServer.Encryption.valueOf(settings.get("guichet.outbox.mail.tls").toUpperCase(Locale.ROOT));
        if (login.isPresent() && encryption == MailServer.Encryption.NONE) {
            throw wrong("guichet.outbox.mail.tls", "none", "starttls or tls, where a password travels");
        }
        List<InternetAddress> from = addresses("guichet.outbox.mail.from");
        return Optional.of(new MailServer(settings.get("guichet.outbox.mail.host"),
                settings.integer("guichet.outbox.mail.port"), encryption, login, from.get(0),
                settings.duration("guichet.outbox.mail.timeout")));
    }

    private List<InternetAddress> addresses(String key) {
        try {
            List<InternetAddress> addresses = new ArrayList<>();
            for (String address : settings.get(key).split(",")) {
                InternetAddress read = new InternetAddress(address.strip(), true);
                if (!read.getAddress().matches("[^@\\s]+@[^@\\s]+")) {
                    throw new AddressException();
                }
                addresses.add(read);
            }
            return addresses;
        } catch (AddressException unreadable) {
            throw wrong(key, "no mail address", "NAME@HOST, several with commas between");
        }
    }

    // Printers

    List<Printer> printers() {
        return settings.names(PRINT).stream().map(this::printer).toList();
    }

    private Printer printer(String name) {
        Map<String, PrintCommand> commands = new TreeMap<>();
        COMMANDS.forEach((mediaType, setting) -> settings.find(key(PRINT, name, setting))
                .ifPresent(line -> commands.put(mediaType, command(key(PRINT, name, setting), line))));
        if (commands.isEmpty()) {
            throw new SettingsException(key(PRINT, name, "command-pdf") + ": missing, and no other command is set");
        }
        if (settings.flag(key(PRINT, name, "errors")) && !commands.containsKey(Printer.TEXT)) {
            throw new SettingsException(
                    key(PRINT, name, "command-text") + ": missing (expected: a command, because of errors = true)");
        }
        return new Printer(name, commands, Set.copyOf(settings.list(key(PRINT, name, "documents"))),
                settings.integer(key(PRINT, name, "copies")), settings.duration(key(PRINT, name, "timeout")));
    }

    private static PrintCommand command(String key, String line) {
        try {
            return PrintCommand.of(line);
        } catch (IllegalArgumentException unreadable) {
            throw wrong(key, line, unreadable.getMessage());
        }
    }

    private static String key(String group, String name, String setting) {
        return group + "." + name + "." + setting;
    }

    private static SettingsException wrong(String key, String what, String expected) {
        return new SettingsException(key + ": " + what + " (expected: " + expected + ")");
    }
}
