package io.guichet.door;

import io.guichet.ledger.Intake;
import io.guichet.order.Form;
import io.guichet.order.InputSource;
import io.guichet.order.OrderReader;
import io.guichet.order.Problem;
import io.guichet.order.Texts;
import io.guichet.order.UnreadableInput;
import jakarta.jms.BytesMessage;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.activemq.artemis.jms.client.ActiveMQMessage;

/** Messages of the queue door: their text or their bytes, and nothing else that a sender could choose but where the answer goes. */
public final class OrderMessages {

    /** Files are named after it. */
    private static final int LONGEST_NAME = 80;

    private final Intake intake;
    private final OrderReader reader;
    private final Texts texts;
    private final Predicate<String> replyQueues;
    private final int batch;
    private final long mostBytes;

    /**
     * @param replyQueues the queues that a sender may have answers sent to, beside those that JMS knows as temporary
     * @param mostBytes   that a message of bytes may weigh
     */
    public OrderMessages(Intake intake, OrderReader reader, Texts texts, Predicate<String> replyQueues, int batch,
            long mostBytes) {
        this.intake = intake;
        this.reader = reader;
        this.texts = texts;
        this.replyQueues = replyQueues;
        this.batch = batch;
        this.mostBytes = mostBytes;
    }

    public OrderMessage open(Message message) throws JMSException, IOException {
        Optional<String> correlationId = Optional.ofNullable(message.getJMSCorrelationID());
        String id = id(message);
        String name = name(id);
        if (!(message instanceof TextMessage) && !(message instanceof BytesMessage)) {
            return unreadable(message, id, correlationId, texts.problem("GUI-1105", "", name));
        }
        if (message instanceof BytesMessage bytes && bytes.getBodyLength() > mostBytes) {
            return unreadable(message, id, correlationId, texts.problem("GUI-1006", "", name, 1, 1, mostBytes));
        }
        byte[] content = content(message);
        try {
            reader.check(source(name, content), form(content));
        } catch (UnreadableInput unreadable) {
            return unreadable(message, id, correlationId, unreadable.problem());
        }
        return new OrderMessage(message, id, Optional.of(content), correlationId, replyTo(message), Optional.empty());
    }

    private static OrderMessage unreadable(Message message, String id, Optional<String> correlationId,
            Problem problem) {
        return new OrderMessage(message, id, Optional.empty(), correlationId, Optional.empty(), Optional.of(problem));
    }

    /** Clients of other protocols than JMS send bytes; the reader says where they are no UTF-8. */
    private static byte[] content(Message message) throws JMSException {
        if (message instanceof BytesMessage bytes) {
            byte[] content = new byte[(int) bytes.getBodyLength()];
            bytes.readBytes(content);
            // Set aside, it has to leave as it came.
            bytes.reset();
            return content;
        }
        return Optional.ofNullable(((TextMessage) message).getText()).orElse("").getBytes(StandardCharsets.UTF_8);
    }

    private static Form form(byte[] content) {
        return Form.ofText(new String(content, StandardCharsets.UTF_8));
    }

    public Iterator<Batch> batches(OrderMessage message) throws UnreadableInput, IOException {
        byte[] content = message.content().orElseThrow();
        String name = name(message.id());
        Intake.Input input = intake.open("queue", token(message.id(), content), name);
        return new Batches(input, reader.open(source(name, content), form(content)), batch, message.correlationId(),
                message.replyTo());
    }

    /** Puts the reason into the properties of the message itself, which is then set aside as it came. */
    public void addReason(OrderMessage message) throws JMSException {
        Problem problem = message.problem().orElseThrow();
        message.message().clearProperties();
        message.message().setStringProperty("code", problem.code());
        message.message().setStringProperty("reason", problem.message());
        message.message().setStringProperty("advice", problem.advice());
    }

    private Optional<String> replyTo(Message message) throws JMSException {
        Destination destination = message.getJMSReplyTo();
        if (!(destination instanceof Queue queue)) {
            return Optional.empty();
        }
        boolean allowed = destination instanceof TemporaryQueue || replyQueues.test(queue.getQueueName());
        return allowed ? Optional.of(queue.getQueueName()) : Optional.empty();
    }

    private static String id(Message message) throws JMSException {
        if (message.getJMSMessageID() != null) {
            return message.getJMSMessageID();
        }
        // A sender of another protocol may give no id; the broker's own number survives a redelivery.
        return "broker:" + (message instanceof ActiveMQMessage artemis
                ? artemis.getCoreMessage().getMessageID()
                : UUID.randomUUID().toString());
    }

    /** The id is the sender's choice and may come again with another message: then it is another input. */
    private static String token(String id, byte[] content) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(id.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return HexFormat.of().formatHex(digest.digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String name(String id) {
        String plain = id.substring(id.indexOf(':') + 1).replaceAll("[^A-Za-z0-9._-]", "_");
        return "message-" + plain.substring(0, Math.min(plain.length(), LONGEST_NAME));
    }

    private static InputSource source(String name, byte[] content) {
        return new InputSource() {

            @Override
            public String name() {
                return name;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(content);
            }
        };
    }
}
