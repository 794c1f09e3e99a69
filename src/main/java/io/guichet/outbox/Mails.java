package io.guichet.outbox;

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
import java.io.IOException;
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
    private final ReportFiles reports;
    private final Texts texts;
    private final Clock clock;

    public Mails(List<Mailbox> mailboxes, InternetAddress from, Deliveries deliveries, ReportFiles reports,
            Texts texts, Clock clock) {
        this.mailboxes = mailboxes.stream().collect(Collectors.toMap(Mailbox::channel, Function.identity()));
        this.from = from;
        this.deliveries = deliveries;
        this.reports = reports;
        this.texts = texts;
        this.clock = clock;
    }

    public MimeMessage message(Delivery delivery) throws MessagingException, IOException {
        Mailbox mailbox = Optional.ofNullable(mailboxes.get(delivery.channel())).orElseThrow();
        PlainAnswer answer = PlainAnswer.of(texts, delivery);
        MimeMessage mail = new MimeMessage((Session) null);
        mail.setFrom(from);
        mail.setRecipients(RecipientType.TO, mailbox.to().toArray(InternetAddress[]::new));
        mail.setSubject(answer.subject(), UTF_8);
        mail.setHeader("Date", DATE.format(clock.instant()));
        mail.setHeader("Auto-Submitted", "auto-generated");
        if (delivery.kind().equals(PlainAnswer.REPORT)) {
            report(mail, delivery, answer, mailbox.attachLimit());
        } else {
            answer(mail, delivery, answer, mailbox.attachLimit());
        }
        // camel-mail keeps the one that is there.
        mail.setHeader("Message-ID", "<" + DeliveryId.of(delivery) + "@" + domain() + ">");
        return mail;
    }

    /** A part of a mail beside its text. */
    private record Attachment(String name, String mediaType, byte[] content) {
    }

    private void answer(MimeMessage mail, Delivery delivery, PlainAnswer answer, long limit)
            throws MessagingException {
        List<StoredDocument> documents = answer.message().path("documents").isEmpty() || delivery.orderId().isEmpty()
                ? List.of()
                : deliveries.documents(delivery.orderId().get());
        boolean fits = documents.stream().mapToLong(document -> document.content().length).sum() <= limit;
        fill(mail, answer.body(fits), answer, !fits
                ? List.of()
                : documents.stream().map(document -> new Attachment(document.name(), document.mediaType(),
                        document.content())).toList());
    }

    private void report(MimeMessage mail, Delivery delivery, PlainAnswer answer, long limit)
            throws MessagingException, IOException {
        Attachments attachments = new Attachments(limit);
        reports.attach(delivery, attachments, new HeldDelivery(deliveries, delivery));
        fill(mail, answer.body(true) + answer.files(List.copyOf(attachments.files().keySet()), attachments.apart()),
                answer, attachments.files().entrySet().stream().map(file -> new Attachment(file.getKey(),
                        file.getKey().endsWith(".csv") ? "text/csv" : "application/octet-stream", file.getValue()))
                        .toList());
    }

    private static void fill(MimeMessage mail, String body, PlainAnswer answer, List<Attachment> attachments)
            throws MessagingException {
        String text = body + "\n-- \n" + answer.end() + "\n";
        if (attachments.isEmpty()) {
            mail.setText(text, UTF_8);
            return;
        }
        MimeBodyPart words = new MimeBodyPart();
        words.setText(text, UTF_8);
        MimeMultipart parts = new MimeMultipart(words);
        for (Attachment attachment : attachments) {
            MimeBodyPart part = new MimeBodyPart();
            part.setDataHandler(
                    new DataHandler(new ByteArrayDataSource(attachment.content(), attachment.mediaType())));
            // A file's name is its sender's choice.
            part.setFileName(attachment.name().replaceAll("\\p{Cntrl}", "_"));
            part.setHeader("Content-Transfer-Encoding", "base64");
            parts.addBodyPart(part);
        }
        mail.setContent(parts);
    }

    private String domain() {
        return from.getAddress().substring(from.getAddress().lastIndexOf('@') + 1);
    }
}
