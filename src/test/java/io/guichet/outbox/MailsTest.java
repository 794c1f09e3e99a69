package io.guichet.outbox;

import static io.guichet.ledger.TestDesk.document;
import static io.guichet.ledger.TestDesk.done;
import static io.guichet.ledger.TestDesk.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.icegreen.greenmail.util.DummySSLServerSocketFactory;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.guichet.ledger.Deliveries.Delivery;
import io.guichet.ledger.Intake;
import io.guichet.ledger.Receiver;
import io.guichet.ledger.Receiver.Kind;
import io.guichet.ledger.Receivers;
import io.guichet.ledger.Retry;
import io.guichet.ledger.TestDesk;
import io.guichet.order.ImportProfile;
import io.guichet.order.Texts;
import io.guichet.outbox.MailServer.Encryption;
import io.guichet.purchase.Notice;
import io.guichet.purchase.Outcome;
import io.guichet.purchase.PaymentState;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mails to a real mail server over its socket. */
class MailsTest {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final Retry RETRY = Retry.forEver(Duration.ofSeconds(1), Duration.ofMinutes(5));
    private static final String OFFICE = "office@example.org";

    @TempDir
    private Path home;

    private final TestDesk desk = new TestDesk(
            new Receivers(List.of(Receiver.ofAll("mail:office", EnumSet.allOf(Kind.class), RETRY)), RETRY));
    private final GreenMail post = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void open() {
        post.start();
    }

    @AfterEach
    void close() {
        post.stop();
        desk.close();
    }

    @Test
    void aResultComesWithItsDocumentsBitForBit() throws Exception {
        desk.settle(desk.sent(desk.inHand("SO-1")), done("2.40", document("1.png", "ä\0x"), document("2.pdf", "two")));

        MimeMessage mail = sent(1 << 20);

        assertThat(mail.getFrom()).containsExactly(new InternetAddress("guichet@example.org"));
        assertThat(mail.getAllRecipients()).containsExactly(new InternetAddress(OFFICE));
        assertThat(mail.getSubject()).isEqualTo("[SANDBOX] Order SO-1 COMPLETED");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getHeader("Date")).containsExactly("Wed, 25 Nov 2026 12:00:00 +0000");
        Multipart parts = (Multipart) mail.getContent();
        assertThat(parts.getCount()).isEqualTo(3);
        assertThat((String) parts.getBodyPart(0).getContent()).contains("Order SO-1 is done.", "Service: webstamp",
                "Account: demo", "Price:", "2.40", "Documents: SO-1.1.png, SO-1.2.pdf");
        assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("SO-1.1.png");
        assertThat(parts.getBodyPart(1).getDisposition()).isEqualTo(Part.ATTACHMENT);
        assertThat(parts.getBodyPart(1).getInputStream().readAllBytes())
                .isEqualTo("ä\0x".getBytes(StandardCharsets.UTF_8));
        assertThat(parts.getBodyPart(2).getContentType()).startsWith("application/pdf");
    }

    @Test
    void greetingLogsInAndSendsNothing() throws Exception {
        post.setUser("guichet@example.org", "guichet", "right");

        server("right").greet();

        assertThat(catchThrowable(() -> server("wrong").greet())).isInstanceOf(AuthenticationFailedException.class);
        assertThat(post.getReceivedMessages()).isEmpty();
    }

    private MailServer server(String password) throws Exception {
        return new MailServer("127.0.0.1", post.getSmtp().getPort(), Encryption.NONE,
                Optional.of(new MailServer.Login("guichet", password)), new InternetAddress("guichet@example.org"),
                Duration.ofSeconds(20));
    }

    @Test
    void documentsAboveTheLimitAreNamedInstead() throws Exception {
        desk.settle(desk.sent(desk.inHand("SO-1")), done("2.40", document("1.png", "12345")));

        MimeMessage mail = sent(4);

        assertThat(mail.getContentType()).startsWith("text/plain");
        assertThat((String) mail.getContent()).contains("not to be attached): SO-1.1.png");
    }

    @Test
    void whatCameOfAPaymentIsSaidInAMailOfItsOwn() throws Exception {
        desk.settle(desk.sent(desk.inHand("SO-1")),
                done("2.40").following(PaymentState.of("PAY-1", "AUTHORISED", false)));
        desk.deliveries("mail:office").forEach(desk.ledger().deliveries()::done);
        desk.notified("PAY-1", PaymentState.of("PAY-1", "CAPTURED", true).withAmounts("CHF",
                Map.of("captured", new BigDecimal("2.40"))));

        MimeMessage mail = sent(1 << 20);

        assertThat(mail.getSubject()).isEqualTo("[SANDBOX] Payment of order SO-1");
        assertThat((String) mail.getContent()).contains(
                "The payment of order SO-1 has changed from AUTHORISED to CAPTURED and is at its end.",
                "Account: demo", "Amount captured: CHF 2.40");
    }

    @Test
    void anErrorSaysWhatHappenedAndWhatToDo() throws Exception {
        desk.settle(desk.sent(desk.inHand("SO-1")), new Outcome.Refused(List.of(problem("GUI-2007"))));

        MimeMessage mail = sent(0);

        assertThat(mail.getSubject()).isEqualTo("[SANDBOX] Order SO-1 REFUSED");
        assertThat((String) mail.getContent()).contains("The service refused order SO-1. Nothing was bought.",
                "Why: GUI-2007 GUI-2007 happened", "What to do: Do something.", "Where: /request");
    }

    @Test
    void itIsWrittenInTheLanguageOfTheProduct() throws Exception {
        desk.settle(desk.sent(desk.inHand("SO-1")), new Outcome.Refused(List.of(problem("GUI-2007"))));

        MimeMessage mail = sent(mails(0, Locale.FRENCH).message(delivery()));

        assertThat((String) mail.getContent()).contains("Le service a refusé l’ordre SO-1.", "Que faire : Do");
    }

    @Test
    void aNoticeSaysWhatToConfirmAndUntilWhen() throws Exception {
        desk.ledger().notices().tell("webstamp", "demo", new Notice("terms", "New terms.",
                Optional.of("https://example.org/terms"), Optional.of(NOW), Optional.empty()));

        MimeMessage mail = sent(0);

        assertThat(mail.getSubject()).isEqualTo("[SANDBOX] Notice: terms");
        assertThat((String) mail.getContent()).contains("New terms.", "https://example.org/terms",
                "2026-11-25T12:00:00Z", "Account: demo");
    }

    @Test
    void aMailThatIsSentAgainBearsTheSameMessageIdAndAReplayAnother() throws Exception {
        desk.settle(desk.sent(desk.inHand("SO-1")), done("2.40"));
        Delivery delivery = delivery();
        Mails mails = mails(0, Locale.ENGLISH);
        server(Encryption.NONE).sender().send(mails.message(delivery));
        server(Encryption.NONE).sender().send(mails.message(delivery));
        desk.run("insert into delivery (message_id, order_id, name, channel) "
                + "select message_id, order_id, name, channel from delivery");
        desk.run("update delivery set state = 'DONE' where id = " + delivery.id());
        server(Encryption.NONE).sender().send(mails.message(delivery()));

        MimeMessage[] all = post.getReceivedMessages();
        assertThat(all).hasSize(3);
        assertThat(all[0].getMessageID()).isEqualTo(all[1].getMessageID()).isNotEqualTo(all[2].getMessageID())
                .matches("<[A-Za-z0-9_-]+@example\\.org>");
    }

    @Test
    void whatASenderWroteBeginsNoHeaderAndNoLineOfItsOwn() throws Exception {
        String evil = "SO-1\r\nBcc: thief@example.org\r\n\r\nOrder SO-2 is done.\u2028X";
        desk.accept("a", TestDesk.wrong(1, Optional.of("SO-1")));
        desk.run("update message set body = replace(body, 'SO-1', '"
                + evil.replace("\r", "\\r").replace("\n", "\\n") + "')");

        MimeMessage mail = sent(0);

        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getAllRecipients()).containsExactly(new InternetAddress(OFFICE));
        assertThat(mail.getSubject()).startsWith("[SANDBOX] Order SO-1 Bcc: thief@example.org Order")
                .hasSizeLessThan(100);
        assertThat(((String) mail.getContent()).lines()).noneMatch(line -> line.startsWith("Order SO-2"))
                .noneMatch(line -> line.startsWith("Bcc"));
    }

    @Test
    void aDigestTellsOfAFileOnceAndBringsItsReportAndWhatWasRefused() throws Exception {
        try (TestDesk digest = new TestDesk(new Receivers(List.of(new Receiver("mail:office",
                EnumSet.allOf(Kind.class), Set.of("webstamp/demo"), true, false, RETRY)), RETRY))) {
            Files.writeString(home.resolve("march.ndjson"),
                    "{\"orderId\":\"SO-1\"}\n{\"orderId\":\"SO-2\"}\n");
            Intake.Input input = digest.ledger().intake().open("file", "t", "march.ndjson");
            digest.ledger().intake().accept(input,
                    List.of(TestDesk.order(1, TestDesk.identity("SO-1"), "a"), TestDesk.wrong(2, Optional.of("SO-2"))));
            digest.settle(digest.sent(digest.claim(1).get(0)), done("2.40"));
            digest.ledger().intake().readWhole(input, Optional.of("march.ndjson"));
            digest.lookAtInputs();

            List<Delivery> mails = digest.deliveries("mail:office");
            assertThat(mails).extracting(Delivery::kind).containsExactly("report");
            MimeMessage mail =
                    sent(new Mails(List.of(new Mailbox("office", List.of(new InternetAddress(OFFICE)), 4000)),
                            new InternetAddress("guichet@example.org"), digest.ledger().deliveries(),
                            new ReportFiles(home, digest.ledger().reports(), door -> ImportProfile.PLAIN,
                                    TestDesk.TEXTS, digest.ledger().notices()),
                            TestDesk.TEXTS,
                            Clock.systemUTC()).message(mails.get(0)));

            assertThat(mail.getSubject()).isEqualTo("[SANDBOX] File of 2 orders, 1 of them without result");
            Multipart parts = (Multipart) mail.getContent();
            assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("march.rejected.ndjson");
            assertThat(new String(parts.getBodyPart(1).getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualToIgnoringNewLines("{\"orderId\":\"SO-2\"}");
            assertThat(parts.getBodyPart(2).getFileName()).isEqualTo("march.report.csv");
            assertThat((String) parts.getBodyPart(0).getContent()).contains(
                    "File march.ndjson: every order has ended.", "Orders COMPLETED: 1", "Orders REJECTED: 1",
                    "Attached: march.rejected.ndjson, march.report.csv");
        }
    }

    // Encryption and refusals

    @Test
    void aServerThatCannotEncryptGetsNothing() {
        desk.settle(desk.sent(desk.inHand("SO-1")), done("2.40"));

        for (Encryption encryption : List.of(Encryption.STARTTLS, Encryption.TLS)) {
            Throwable refused = catchThrowable(
                    () -> server(encryption).sender().send(mails(0, Locale.ENGLISH).message(delivery())));
            assertThat(refused).as("%s", encryption).isNotNull();
            assertThat(FailedDeliveries.words(refused)).contains("MessagingException").doesNotContain("example.org");
            desk.run("update delivery set lease_until = null");
        }
        assertThat(post.getReceivedMessages()).isEmpty();
    }

    @Test
    void aCertificateThatNobodyVouchesForIsRefused() throws Exception {
        try (ServerSocket encrypted = new DummySSLServerSocketFactory().createServerSocket(0, 1,
                InetAddress.getLoopbackAddress())) {
            daemon(() -> {
                try (Socket socket = encrypted.accept()) {
                    say(socket, "220 ready");
                }
            });
            desk.settle(desk.sent(desk.inHand("SO-1")), done("2.40"));

            Throwable refused = catchThrowable(() -> server(encrypted.getLocalPort(), Encryption.TLS).sender()
                    .send(mails(0, Locale.ENGLISH).message(delivery())));

            assertThat(FailedDeliveries.words(refused)).contains("SSLHandshakeException");
        }
    }

    @Test
    void aRefusalIsToldByItsCodeWithoutAnyAddress() throws Exception {
        try (ServerSocket refusing = refusing("550 5.1.1 <office@example.org>: no such user at 10.0.0.7")) {
            desk.settle(desk.sent(desk.inHand("SO-1")), done("2.40"));

            Throwable refused = catchThrowable(() -> server(refusing.getLocalPort(), Encryption.NONE).sender()
                    .send(mails(0, Locale.ENGLISH).message(delivery())));

            assertThat(refused).hasStackTraceContaining(OFFICE);
            assertThat(FailedDeliveries.words(refused)).contains("SendFailedException", " 550")
                    .doesNotContain("example", "10.0.0.7");
        }
    }

    /** A server that refuses the recipient in words of its own. */
    private static ServerSocket refusing(String words) throws IOException {
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        daemon(() -> {
            try (Socket socket = server.accept()) {
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                say(socket, "220 ready");
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    say(socket, line.startsWith("RCPT") ? words : line.startsWith("QUIT") ? "221 bye" : "250 ok");
                }
            }
        });
        return server;
    }

    private interface Talk {

        void talk() throws IOException;
    }

    private static void daemon(Talk talk) {
        Thread thread = new Thread(() -> {
            try {
                talk.talk();
            } catch (IOException closed) {
                // The client has gone.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private MimeMessage sent(long attachLimit) throws Exception {
        return sent(mails(attachLimit, Locale.ENGLISH).message(delivery()));
    }

    private MimeMessage sent(MimeMessage mail) throws Exception {
        server(Encryption.NONE).sender().send(mail);
        assertThat(post.getReceivedMessages()).hasSize(1);
        return post.getReceivedMessages()[0];
    }

    private Delivery delivery() {
        return desk.deliveries("mail:office").get(0);
    }

    private Mails mails(long attachLimit, Locale language) throws Exception {
        return new Mails(List.of(new Mailbox("office", List.of(new InternetAddress(OFFICE)), attachLimit)),
                new InternetAddress("guichet@example.org"), desk.ledger().deliveries(),
                new ReportFiles(home, desk.ledger().reports(), door -> ImportProfile.PLAIN, TestDesk.TEXTS,
                        desk.ledger().notices()),
                new Texts(language),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private MailServer server(Encryption encryption) throws Exception {
        return server(post.getSmtp().getPort(), encryption);
    }

    private static MailServer server(int port, Encryption encryption) throws Exception {
        return new MailServer("127.0.0.1", port, encryption, Optional.empty(),
                new InternetAddress("guichet@example.org"), Duration.ofSeconds(5));
    }
}
