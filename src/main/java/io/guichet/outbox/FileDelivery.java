package io.guichet.outbox;

import io.guichet.ledger.Deliveries;
import io.guichet.ledger.Deliveries.Delivery;
import io.guichet.ledger.Deliveries.StoredDocument;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Writes one message and its documents into the folders. Whole or not at all: a temporary name in the same folder, flush,
 * rename, flush the folder. The names come from the order, so that a repeat writes the same bytes under the same names.
 */
public final class FileDelivery {

    private final Path out;
    private final Path notice;
    private final Deliveries deliveries;

    public FileDelivery(Path home, Deliveries deliveries) {
        this.out = home.resolve("out");
        this.notice = home.resolve("notice");
        this.deliveries = deliveries;
    }

    public void deliver(Delivery delivery) throws IOException {
        byte[] body = delivery.body().getBytes(StandardCharsets.UTF_8);
        if (delivery.kind().equals("notice")) {
            Files.createDirectories(notice);
            write(notice, delivery.name() + ".json", body);
            flush(notice);
            return;
        }
        Files.createDirectories(out);
        String name = delivery.name();
        if (delivery.kind().equals("interim")) {
            write(out, name + ".waiting.json", body);
            flush(out);
            return;
        }
        boolean completed = Messages.read(delivery.body()).path("state").asText().equals("COMPLETED");
        // Documents first: who sees the result finds them.
        for (StoredDocument document : completed
                ? deliveries.documents(delivery.orderId().orElseThrow())
                : List.<StoredDocument>of()) {
            write(out, document.name(), document.content());
        }
        write(out, name + (completed ? ".result.json" : ".error.json"), body);
        Files.deleteIfExists(out.resolve(name + ".waiting.json"));
        if (completed) {
            Files.deleteIfExists(out.resolve(name + ".error.json"));
        }
        flush(out);
    }

    private static void write(Path folder, String name, byte[] content) throws IOException {
        Path temporary = folder.resolve("." + name + ".part");
        try (FileChannel file = FileChannel.open(temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        }
        Files.move(temporary, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private static void flush(Path folder) throws IOException {
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }
}
