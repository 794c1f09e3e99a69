package io.guichet.outbox;

import io.guichet.ledger.Deliveries;
import io.guichet.ledger.Deliveries.Delivery;
import io.guichet.ledger.Printings;
import io.guichet.order.Texts;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Prints documents by the commands of the settings, bit for bit as they were bought. A stamp that is printed twice is a stamp
 * that is used twice: each document is begun once, and where nobody knows whether it was printed a person looks.
 */
public final class Prints {

    private static final File NOTHING = new File("/dev/null");
    private static final int TOLD_BYTES = 400;
    private static final long LAST_WORDS_MS = 1_000;

    /** Ended by a signal, as shells and the JVM say it. */
    private static final int SIGNAL = 128;

    private final Map<String, Printer> printers;
    private final Path folder;
    private final Deliveries deliveries;
    private final Printings printings;
    private final Texts texts;

    /** One thing to be printed. */
    private record Sheet(String name, String mediaType, byte[] content) {
    }

    public Prints(List<Printer> printers, Path home, Deliveries deliveries, Printings printings, Texts texts) {
        this.printers = printers.stream().collect(Collectors.toMap(Printer::channel, Function.identity()));
        this.folder = home.resolve("print");
        this.deliveries = deliveries;
        this.printings = printings;
        this.texts = texts;
    }

    /** Removes the copies that a process which died had made for commands. */
    public void begin() throws IOException {
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> left = Files.newDirectoryStream(folder)) {
                for (Path file : left) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    public void deliver(Delivery delivery) throws NotDelivered, IOException, InterruptedException {
        Printer printer = Optional.ofNullable(printers.get(delivery.channel())).orElseThrow();
        for (Sheet sheet : sheets(printer, delivery)) {
            switch (printings.begin(delivery, sheet.name(), printer.lease())) {
                case BEGUN -> print(printer, delivery, sheet);
                case UNKNOWN -> throw NotDelivered.uncertain("cut off at " + sheet.name());
                case ENDED -> {
                    // Before something else failed.
                }
            }
        }
    }

    private List<Sheet> sheets(Printer printer, Delivery delivery) {
        PlainAnswer answer = PlainAnswer.of(texts, delivery);
        if (!answer.message().path("state").asText().equals("COMPLETED")) {
            return List.of(new Sheet(delivery.name() + ".error.txt", Printer.TEXT,
                    answer.body(false).getBytes(StandardCharsets.UTF_8)));
        }
        return deliveries.documents(delivery.orderId().orElseThrow()).stream()
                .filter(document -> printer.prints(document.kind(), document.mediaType()))
                .map(document -> new Sheet(document.name(), document.mediaType(), document.content())).toList();
    }

    private void print(Printer printer, Delivery delivery, Sheet sheet)
            throws NotDelivered, IOException, InterruptedException {
        Path file = folder.resolve(delivery.id() + "-" + sheet.name().replaceAll("[^A-Za-z0-9._~-]", "_"));
        Process process;
        try {
            Files.createDirectories(folder);
            Files.write(file, sheet.content());
            process = start(printer.commands().get(sheet.mediaType()).filled(file, delivery.name(), printer.copies()));
        } catch (IOException notStarted) {
            Files.deleteIfExists(file);
            printings.notPrinted(delivery, sheet.name());
            throw NotDelivered.again("the command did not start");
        }
        try {
            judge(printer, delivery, sheet, process);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static Process start(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectInput(NOTHING)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        withoutSettings(builder.environment());
        return builder.start();
    }

    /** The secrets of the settings are none of a command's business. */
    static void withoutSettings(Map<String, String> environment) {
        environment.keySet().removeIf(name -> name.startsWith("GUICHET_"));
    }

    private void judge(Printer printer, Delivery delivery, Sheet sheet, Process process)
            throws NotDelivered, InterruptedException {
        FutureTask<String> said = new FutureTask<>(() -> head(process.getErrorStream()));
        Thread listener = new Thread(said, "print-errors");
        listener.setDaemon(true);
        listener.start();
        if (!process.waitFor(printer.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw NotDelivered.uncertain("no end within " + printer.timeout().toSeconds() + " s: " + sheet.name());
        }
        int exit = process.exitValue();
        if (exit == 0) {
            printings.ended(delivery, sheet.name());
            return;
        }
        String error = "exit " + exit + ": " + lastWords(said);
        if (exit >= SIGNAL) {
            throw NotDelivered.uncertain(error);
        }
        printings.notPrinted(delivery, sheet.name());
        throw NotDelivered.again(error);
    }

    private static String lastWords(FutureTask<String> said) throws InterruptedException {
        try {
            return said.get(LAST_WORDS_MS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException unknown) {
            return "";
        }
    }

    /** The first lines; the rest is read and dropped, so that the command can go on. */
    private static String head(InputStream stream) {
        try (stream) {
            byte[] first = stream.readNBytes(TOLD_BYTES);
            stream.transferTo(OutputStream.nullOutputStream());
            return new String(first, StandardCharsets.UTF_8).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        } catch (IOException closed) {
            return "";
        }
    }
}
