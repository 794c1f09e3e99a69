package io.guichet.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.ledger.Deliveries;
import io.guichet.ledger.Deliveries.Delivery;
import io.guichet.ledger.Deliveries.StoredDocument;
import io.guichet.order.Texts;
import jakarta.activation.DataHandler;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Messages as mails: plain text, the documents attached. A mail that is sent again after a crash bears the same Message-ID
 * (RFC 5322 3.6.4), and it says that no person wrote it (RFC 3834 5).
 */
public final class Mails {

    private static final String UTF_8 = StandardCharsets.UTF_8.name();
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss xx", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final Map<String, Mailbox> mailboxes;
    private final InternetAddress from;
    private final Deliveries deliveries;
    private final Texts texts;
    private final Clock clock;

    public Mails(List<Mailbox> mailboxes, InternetAddress from, Deliveries deliveries, Texts texts, Clock clock) {
        this.mailboxes = mailboxes.stream().collect(Collectors.toMap(Mailbox::channel, Function.identity()));
        this.from = from;
        this.deliveries = deliveries;
        this.texts = texts;
        this.clock = clock;
    }

    public MimeMessage message(Delivery delivery) throws MessagingException {
        Mailbox mailbox = Optional.ofNullable(mailboxes.get(delivery.channel())).orElseThrow();
        PlainAnswer answer = PlainAnswer.of(texts, delivery);
        List<StoredDocument> documents = documents(delivery, answer.message());
        boolean attached = !documents.isEmpty()
                && documents.stream().mapToLong(document -> document.content().length).sum() <= mailbox.attachLimit();
        MimeMessage mail = new MimeMessage((Session) null);
        mail.setFrom(from);
        mail.setRecipients(RecipientType.TO, mailbox.to().toArray(InternetAddress[]::new));
        mail.setSubject(answer.subject(), UTF_8);
        mail.setHeader("Date", DATE.format(clock.instant()));
        mail.setHeader("Auto-Submitted", "auto-generated");
        String text = answer.body(attached) + "\n-- \n" + answer.end() + "\n";
        if (attached) {
            mail.setContent(withDocuments(text, documents));
        } else {
            mail.setText(text, UTF_8);
        }
        // camel-mail keeps the one that is there.
        mail.setHeader("Message-ID", "<" + DeliveryId.of(delivery) + "@" + domain() + ">");
        return mail;
    }

    private List<StoredDocument> documents(Delivery delivery, JsonNode told) {
        return told.path("documents").isEmpty() || delivery.orderId().isEmpty()
                ? List.of()
                : deliveries.documents(delivery.orderId().get());
    }

    private static MimeMultipart withDocuments(String text, List<StoredDocument> documents) throws MessagingException {
        MimeBodyPart words = new MimeBodyPart();
        words.setText(text, UTF_8);
        MimeMultipart parts = new MimeMultipart(words);
        for (StoredDocument document : documents) {
            MimeBodyPart part = new MimeBodyPart();
            part.setDataHandler(new DataHandler(new ByteArrayDataSource(document.content(), document.mediaType())));
            part.setFileName(document.name());
            part.setHeader("Content-Transfer-Encoding", "base64");
            parts.addBodyPart(part);
        }
        return parts;
    }

    private String domain() {
        return from.getAddress().substring(from.getAddress().lastIndexOf('@') + 1);
    }
}
