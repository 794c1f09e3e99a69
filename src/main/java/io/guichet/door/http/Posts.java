package io.guichet.door.http;

import io.guichet.door.Batch;
import io.guichet.door.Batches;
import io.guichet.ledger.Intake;
import io.guichet.order.Form;
import io.guichet.order.ImportProfile;
import io.guichet.order.ImportProfiles;
import io.guichet.order.InputSource;
import io.guichet.order.OrderReader;
import io.guichet.order.Texts;
import io.guichet.order.UnreadableInput;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.ZipException;

/**
 * Orders that were posted. With an Idempotency-Key a request that is sent again is the same input, of which nothing counts
 * twice; without one it is another input, whose orders are known by their identity and answered as repeats.
 */
public final class Posts {

    private static final int HASH_IN_NAME = 16;

    private final Intake intake;
    private final OrderReader reader;
    private final ImportProfiles profiles;
    private final Texts texts;
    private final int batch;
    private final long most;

    /** @param most bytes of a body, also once it is unpacked */
    public Posts(Intake intake, OrderReader reader, ImportProfiles profiles, Texts texts, int batch, long most) {
        this.intake = intake;
        this.reader = reader;
        this.profiles = profiles;
        this.texts = texts;
        this.batch = batch;
        this.most = most;
    }

    /** Looks through the whole body first: nothing of one that cannot be read is taken. */
    public Posted open(Call call) throws Refusal, UnreadableInput, IOException {
        MediaType type = call.media().type().orElseThrow();
        Form form = type.form().orElseThrow();
        ImportProfile profile = profile(call.query("profile"));
        Body body = call.body().orElseThrow();
        boolean packed = packed(call);
        // A profile knows its charset itself.
        Charset charset = profile == ImportProfile.PLAIN ? charset(type, form) : StandardCharsets.UTF_8;
        String name = "post-" + body.sha256().substring(0, HASH_IN_NAME);
        InputSource source = source(name, body, packed, charset);
        if (packed || !charset.equals(StandardCharsets.UTF_8)) {
            lookThrough(source, packed ? "gzip" : charset.name());
        }
        reader.check(source, form, profile);
        String token = call.key().map(key -> sha256("key " + key)).orElseGet(() -> sha256("post " + UUID.randomUUID()));
        Intake.Input input = intake.open(call.door(), token, name);
        if (!input.name().equals(name)) {
            throw new Refusal(422, texts.problem("GUI-1090", "", call.key().orElse("")));
        }
        return new Posted(input, token, form == Form.JSON && isObject(source), form, profile,
                source);
    }

    public Iterator<Batch> batches(Posted posted) throws UnreadableInput, IOException {
        return new Batches(posted.input(), reader.open(posted.source(), posted.form(), posted.profile()), batch,
                Optional.empty(),
                Optional.empty());
    }

    private ImportProfile profile(Optional<String> name) throws Refusal {
        if (name.isEmpty()) {
            return ImportProfile.PLAIN;
        }
        return profiles.named(name.get())
                .orElseThrow(() -> new Refusal(400, texts.problem("GUI-1096", "", name.get())));
    }

    private boolean packed(Call call) throws Refusal {
        String encoding = call.media().encoding().orElse("identity").toLowerCase(Locale.ROOT);
        if (!encoding.equals("identity") && !encoding.equals("gzip")) {
            throw new Refusal(415, texts.problem("GUI-1088", "", "Content-Encoding", encoding, "gzip, identity"));
        }
        return encoding.equals("gzip");
    }

    /** Only CSV comes out of programs that still have other charsets. */
    private Charset charset(MediaType type, Form form) throws Refusal {
        String named = type.charset().orElse("UTF-8");
        try {
            Charset charset = Charset.forName(named);
            boolean utf8 = charset.equals(StandardCharsets.UTF_8) || charset.equals(StandardCharsets.US_ASCII);
            if (utf8 || form == Form.CSV) {
                return utf8 ? StandardCharsets.UTF_8 : charset;
            }
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            // Refused like one that is known and not taken.
        }
        throw new Refusal(415, texts.problem("GUI-1088", "", "charset", named,
                form == Form.CSV ? "UTF-8, windows-1252, ISO-8859-1" : "UTF-8"));
    }

    private InputSource source(String name, Body body, boolean packed, Charset charset) {
        return new InputSource() {

            @Override
            public String name() {
                return name;
            }

            @Override
            public InputStream open() throws IOException {
                InputStream plain = packed ? new Unpacked(body.open(), most) : body.open();
                return charset.equals(StandardCharsets.UTF_8) ? plain : new Recoded(plain, charset);
            }
        };
    }

    /** Lines stand each for themselves, so the reader would find out too late that their wrapping is broken. */
    private void lookThrough(InputSource source, String wrapping) throws Refusal, IOException {
        try (InputStream in = source.open()) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (BodyTooLong tooLong) {
            throw new Refusal(413, texts.problem("GUI-1092", "", most));
        } catch (ZipException | EOFException | CharacterCodingException broken) {
            throw new Refusal(400, texts.problem("GUI-1097", "", wrapping));
        }
    }

    private static boolean isObject(InputSource source) throws IOException {
        try (InputStream in = source.open()) {
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b == '{' || b == '[') {
                    return b == '{';
                }
            }
            return false;
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
