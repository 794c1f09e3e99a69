package io.guichet.door;

import io.guichet.ledger.Intake;
import io.guichet.order.Form;
import io.guichet.order.InputSource;
import io.guichet.order.OrderReader;
import io.guichet.order.Problem;
import io.guichet.order.Texts;
import io.guichet.order.UnreadableInput;
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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.activemq.artemis.jms.client.ActiveMQMessage;

/** Messages of the queue door: their text, and nothing else that a sender could choose but where the answer goes. */
public final class OrderMessages {

    /** Files are named after it. */
    private static final int LONGEST_NAME = 80;

    private final Intake intake;
    private final OrderReader reader;
    private final Texts texts;
    private final List<String> replyQueues;
    private final int batch;

    /** @param replyQueues the queues, beside temporary ones, that a sender may have answers sent to */
    public OrderMessages(Intake intake, OrderReader reader, Texts texts, List<String> replyQueues, int batch) {
        this.intake = intake;
        this.reader = reader;
        this.texts = texts;
        this.replyQueues = List.copyOf(replyQueues);
        this.batch = batch;
    }

    public OrderMessage open(Message message) throws JMSException, IOException {
        Optional<String> correlationId = Optional.ofNullable(message.getJMSCorrelationID());
        String id = id(message);
        String name = name(id);
        if (!(message instanceof TextMessage textMessage)) {
            return new OrderMessage(message, id, Optional.empty(), correlationId, Optional.empty(),
                    Optional.of(texts.problem("GUI-1105", "", name)));
        }
        String text = Optional.ofNullable(textMessage.getText()).orElse("");
        try {
            reader.check(source(name, text), Form.ofText(text));
        } catch (UnreadableInput unreadable) {
            return new OrderMessage(message, id, Optional.of(text), correlationId, Optional.empty(),
                    Optional.of(unreadable.problem()));
        }
        return new OrderMessage(message, id, Optional.of(text), correlationId, replyTo(message), Optional.empty());
    }

    public Iterator<Batch> batches(OrderMessage message) throws UnreadableInput, IOException {
        String text = message.text().orElseThrow();
        String name = name(message.id());
        Intake.Input input = intake.open("queue", token(message.id(), text), name);
        return new Batches(input, reader.open(source(name, text), Form.ofText(text)), batch, message.correlationId(),
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
        boolean allowed = destination instanceof TemporaryQueue || replyQueues.contains(queue.getQueueName());
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
    private static String token(String id, String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(id.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String name(String id) {
        String plain = id.substring(id.indexOf(':') + 1).replaceAll("[^A-Za-z0-9._-]", "_");
        return "message-" + plain.substring(0, Math.min(plain.length(), LONGEST_NAME));
    }

    private static InputSource source(String name, String text) {
        return new InputSource() {

            @Override
            public String name() {
                return name;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
            }
        };
    }
}
