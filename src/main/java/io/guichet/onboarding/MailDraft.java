package io.guichet.onboarding;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/** A letter as a file that mail programs open: whoever sends it reads it first, fills in and attaches. */
public record MailDraft(List<String> to, List<String> copy, String subject, String body) {

    /** Mail programs open a message with this header for writing. */
    private static final String UNSENT = "X-Unsent";

    /** @return the file, written anew where it is there */
    public Path write(Path folder, String name) {
        Path file = folder.resolve(name + ".eml");
        try {
            Files.createDirectories(folder);
            try (OutputStream out = Files.newOutputStream(file)) {
                message().writeTo(out);
            }
            return file;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (MessagingException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    private MimeMessage message() throws MessagingException {
        MimeMessage message = new MimeMessage(Session.getInstance(new Properties())) {

            @Override
            protected void updateMessageID() {
                // It gets one when it is sent; ours would name this machine.
            }
        };
        message.setRecipients(RecipientType.TO, String.join(",", to));
        if (!copy.isEmpty()) {
            message.setRecipients(RecipientType.CC, String.join(",", copy));
        }
        message.setSubject(subject, StandardCharsets.UTF_8.name());
        message.setText(body, StandardCharsets.UTF_8.name());
        message.setHeader(UNSENT, "1");
        message.saveChanges();
        return message;
    }
}
