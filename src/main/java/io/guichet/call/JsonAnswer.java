package io.guichet.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reads an answer in JSON within a size, by UTF-8; numbers keep each of their digits. */
public final class JsonAnswer {

    /** In bytes. The longest lists of the services stay far below this. */
    static final int LARGEST = 8 * 1024 * 1024;

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private JsonAnswer() {
    }

    /** @throws UnreadableAnswer where it is no JSON object, or too large */
    public static JsonNode object(InputStream body) {
        if (body == null) {
            throw new UnreadableAnswer(Lack.ANSWER);
        }
        try (body) {
            byte[] whole = body.readNBytes(LARGEST + 1);
            if (whole.length > LARGEST) {
                throw new UnreadableAnswer(Lack.ANSWER);
            }
            JsonNode read = JSON.readTree(whole);
            if (read == null || !read.isObject()) {
                throw new UnreadableAnswer(Lack.ANSWER);
            }
            return read;
        } catch (JsonProcessingException notJson) {
            throw new UnreadableAnswer(Lack.ANSWER);
        } catch (IOException broken) {
            // Cut off while it was read: what the service did is not known.
            throw new UncheckedIOException(broken);
        }
    }
}
