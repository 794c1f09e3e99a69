package io.guichet.door;

import io.guichet.ledger.Intake;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings files of elsewhere into work/ by copying them. A kill at any moment lets a file be copied again, so the token of its
 * input is made of what stays the same then: its address, size, time and content. The same bytes under the same name and
 * time are the same file as long as the ledger does not know that it was taken away there; from then on they are another.
 */
public final class FarFiles {

    private static final Logger LOG = LoggerFactory.getLogger(FarFiles.class);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Intake intake;

    public FarFiles(Intake intake) {
        this.intake = intake;
    }

    /**
     * Copies a file until it lies in work/ as durably as one that was moved there; then it may go where it lay.
     *
     * @return its input, or empty where it has changed meanwhile and is to be looked at again
     */
    public Optional<Intake.Input> bring(FileDoor door, FarFile file) throws IOException {
        Files.createDirectories(door.work());
        Path part = door.work().resolve("." + hash(file.where().getBytes(StandardCharsets.UTF_8)) + ".part");
        MessageDigest digest = sha256();
        long copied = copy(file, part, digest);
        if (copied != file.size()) {
            Files.delete(part);
            return Optional.empty();
        }
        String same = String.join("\0", file.where(), String.valueOf(file.size()), String.valueOf(file.time()),
                HexFormat.of().formatHex(digest.digest()));
        String token =
                TIME.format(Instant.ofEpochMilli(file.time())) + "-" + hash(same.getBytes(StandardCharsets.UTF_8));
        Intake.Input input = intake.openCopy(door.name(), token, file.name());
        Path target = door.work().resolve(input.token());
        // In this sequence: a file that left work/ was closed before.
        if (Files.exists(target) || intake.open(door.name(), input.token(), file.name()).closed()) {
            LOG.info("{} of {} was taken before and is not read again", file.name(), door.name());
            Files.delete(part);
        } else {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            Shelf.flush(door.work());
        }
        return Optional.of(input);
    }

    private static long copy(FarFile file, Path part, MessageDigest digest) throws IOException {
        Files.deleteIfExists(part);
        try (InputStream in = file.open();
                FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            OutputStream out = new DigestOutputStream(Channels.newOutputStream(channel), digest);
            long copied = in.transferTo(out);
            out.flush();
            channel.force(true);
            return copied;
        }
    }

    private static String hash(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes), 0, 16);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
