package io.guichet.service.webstamp;

import io.guichet.order.Texts;
import io.guichet.purchase.Notice;
import io.guichet.service.webstamp.wire.MessageItems;
import io.guichet.service.webstamp.wire.WswsMessage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Turns what the service wants its customers to know into notices, louder each time as a deadline comes near (webstamp
 * 3.8).
 */
public final class ServiceMessages {

    private static final Duration DAY = Duration.ofDays(1);

    private final List<Integer> days;
    private final Clock clock;

    /** @param days before a deadline at which its message is told again, as {@code 14,7,3,1} */
    public ServiceMessages(String days, Clock clock) {
        this.days = Stream.of(days.split(",")).map(String::strip).filter(day -> !day.isEmpty()).map(Integer::valueOf)
                .sorted().toList();
        this.clock = clock;
    }

    List<Notice> read(MessageItems messages, Texts words) {
        return messages == null
                ? List.of()
                : messages.getItem().stream().map(message -> read(message, words)).toList();
    }

    private Notice read(WswsMessage message, Texts words) {
        String type = text(message.getMessageType());
        // A message to confirm is one of terms: unconfirmed in time, it blocks the account.
        boolean terms = type.equals("confirm");
        String kind = terms ? "terms" : type.isEmpty() ? "announcement" : type;
        String customer = text(message.getCustomerMessage());
        String system = text(message.getSystemMessage());
        String both = customer.isEmpty()
                ? system
                : system.isEmpty() || system.equals(customer)
                        ? customer
                        : customer + " [" + system + "]";
        String text = both + " (" + message.getSystemMessageCode() + ")";
        String once = type + "/" + message.getSystemMessageCode() + "/" + hash(customer + "\n" + system);
        Optional<Instant> until = Optional.ofNullable(message.getConfirmUntil()).map(OffsetDateTime::toInstant);
        Optional<String> url = Optional.ofNullable(message.getUrl()).map(String::strip).filter(one -> !one.isEmpty());
        return until.filter(any -> terms).map(deadline -> urgent(text, once, url, deadline, words))
                .orElseGet(() -> new Notice(kind, text, url, until, Optional.of(once)));
    }

    /** Each step towards the deadline is told once: its key is the message's own and the step. */
    private Notice urgent(String text, String once, Optional<String> url, Instant deadline, Texts words) {
        Duration left = Duration.between(clock.instant(), deadline);
        if (left.isNegative()) {
            return terms(words.text(WebstampService.NAME, "terms.overdue", text), once + "/overdue", url, deadline);
        }
        Optional<Integer> step = days.stream().filter(day -> left.compareTo(DAY.multipliedBy(day)) <= 0).findFirst();
        if (step.isEmpty()) {
            return terms(text, once, url, deadline);
        }
        long full = left.toDays();
        // The second half of the steps, the nearer one, is urgent.
        boolean urgent = days.indexOf(step.get()) < (days.size() + 1) / 2;
        String said = urgent
                ? words.text(WebstampService.NAME, "terms.urgent", full, text)
                : words.text(WebstampService.NAME, "terms.soon", full, text);
        return terms(said, once + "/" + step.get(), url, deadline);
    }

    private static Notice terms(String text, String once, Optional<String> url, Instant deadline) {
        return new Notice("terms", text, url, Optional.of(deadline), Optional.of(once));
    }

    private static String text(String text) {
        return text == null ? "" : text.strip();
    }

    private static String hash(String text) {
        try {
            return HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)), 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
