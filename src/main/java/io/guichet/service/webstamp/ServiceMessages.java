package io.guichet.service.webstamp;

import io.guichet.purchase.Notice;
import io.guichet.service.webstamp.wire.MessageItems;
import io.guichet.service.webstamp.wire.WswsMessage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Turns what the service wants its customers to know into notices (webstamp 3.8). */
final class ServiceMessages {

    private ServiceMessages() {
    }

    static List<Notice> read(MessageItems messages) {
        return messages == null ? List.of() : messages.getItem().stream().map(ServiceMessages::read).toList();
    }

    private static Notice read(WswsMessage message) {
        String type = text(message.getMessageType());
        // A message to confirm is one of terms: unconfirmed in time, it blocks the account.
        String kind = type.equals("confirm") ? "terms" : type.isEmpty() ? "announcement" : type;
        String customer = text(message.getCustomerMessage());
        String system = text(message.getSystemMessage());
        String both = customer.isEmpty()
                ? system
                : system.isEmpty() || system.equals(customer)
                        ? customer
                        : customer + " [" + system + "]";
        String text = both + " (" + message.getSystemMessageCode() + ")";
        return new Notice(kind, text,
                Optional.ofNullable(message.getUrl()).map(String::strip).filter(url -> !url.isEmpty()),
                Optional.ofNullable(message.getConfirmUntil()).map(OffsetDateTime::toInstant),
                Optional.of(type + "/" + message.getSystemMessageCode() + "/" + hash(customer + "\n" + system)));
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
