package io.guichet.ops;

import io.guichet.order.Problem;
import io.guichet.order.Texts;
import io.guichet.purchase.Account;
import io.guichet.purchase.Notice;
import io.guichet.purchase.NoticeBoard;
import io.guichet.purchase.Service;
import io.guichet.purchase.Services;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The accounts as they are set now: read again when the operator's file or a mounted secret changes, checked as at the
 * start, and taken all together or not at all. Every other setting waits for the next start.
 */
public final class AccountsInForce {

    private static final Logger LOG = LoggerFactory.getLogger(AccountsInForce.class);

    private final Services services;
    private final Texts texts;
    private final NoticeBoard notices;
    private volatile Settings inForce;
    private volatile Optional<String> fault = Optional.empty();
    private Set<String> pending = Set.of();
    private String seen = "";
    private String taken = "";

    public AccountsInForce(Settings settings, Services services, Texts texts, NoticeBoard notices) {
        this.inForce = settings;
        this.services = services;
        this.texts = texts;
        this.notices = notices;
    }

    /** The accounts of a service: name to its settings. */
    public Map<String, Map<String, String>> of(String service) {
        return inForce.accounts(service);
    }

    /** Why what is written now was not taken; empty when it was. */
    Optional<String> fault() {
        return fault;
    }

    /** @throws SettingsException with the first fault of an account */
    void check() {
        firstFault(inForce).ifPresent(sentence -> {
            throw new SettingsException(sentence);
        });
    }

    /** Takes what has changed, once it has stood still from one look to the next: a file may be half written. */
    public synchronized void look() {
        String now = fingerprint(inForce.files());
        // After a fault also where nothing seems to have changed: the file that was missing is not among ours.
        boolean wanted = !now.equals(taken) || fault.isPresent();
        if (wanted && now.equals(seen)) {
            read(now);
            taken = now;
        }
        seen = now;
    }

    private void read(String fingerprint) {
        Settings written;
        Settings next;
        try {
            written = inForce.again();
            next = inForce.withAccountsOf(written);
        } catch (SettingsException broken) {
            keep(broken.getMessage(), fingerprint);
            return;
        }
        Optional<String> wrong = firstFault(next);
        if (wrong.isPresent()) {
            keep(wrong.get(), fingerprint);
            return;
        }
        tellChanges(inForce, next);
        tellPending(inForce.differences(written));
        inForce = next;
        fault = Optional.empty();
    }

    private void keep(String sentence, String fingerprint) {
        if (fault.equals(Optional.of(sentence))) {
            return;
        }
        Problem problem = texts.problem("GUI-3103", "", sentence);
        LOG.warn("{}: {}. {}", problem.code(), problem.message(), problem.advice());
        notices.tell("", "", new Notice("accounts", problem.message() + ". " + problem.advice(), Optional.empty(),
                Optional.empty(), Optional.of(sentence + " " + fingerprint)));
        fault = Optional.of(sentence);
    }

    private Optional<String> firstFault(Settings settings) {
        List<String> faults = new ArrayList<>(new AccountSafety(settings).faults());
        for (Service service : services.all()) {
            settings.accounts(service.name()).forEach((name, account) -> faults
                    .addAll(service.faults(new Account(service.name(), name, account))));
        }
        return faults.stream().findFirst();
    }

    private void tellChanges(Settings before, Settings after) {
        for (Service service : services.all()) {
            Map<String, Map<String, String>> old = before.accounts(service.name());
            Map<String, Map<String, String>> now = after.accounts(service.name());
            Set<String> names = new TreeSet<>(old.keySet());
            names.addAll(now.keySet());
            for (String name : names) {
                if (!now.containsKey(name)) {
                    LOG.info("Account {}/{} is no longer set; its open orders wait", service.name(), name);
                } else if (!old.containsKey(name)) {
                    LOG.info("Account {}/{} is set from now on", service.name(), name);
                } else if (!now.get(name).equals(old.get(name))) {
                    LOG.info("Account {}/{} has changed settings from now on", service.name(), name);
                }
            }
        }
    }

    private void tellPending(Set<String> keys) {
        if (!keys.equals(pending) && !keys.isEmpty()) {
            LOG.info("Changed, and in force from the next start: {}", String.join(", ", keys));
        }
        pending = keys;
    }

    /** By content: a secret is often as long as the one before, and a copy may keep its time. */
    private static String fingerprint(List<Path> files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path file : files) {
                digest.update(file.toString().getBytes(StandardCharsets.UTF_8));
                digest.update(MessageDigest.getInstance("SHA-256").digest(content(file)));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException absent) {
            return new byte[0];
        }
    }
}
