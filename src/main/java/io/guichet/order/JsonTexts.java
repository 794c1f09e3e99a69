package io.guichet.order;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** JSON as the product takes it: each member once, numbers exact, nothing after the end, within stated limits. */
final class JsonTexts {

    /** Levels of objects and arrays in one order; the deepest schema has six. */
    static final int MAX_DEPTH = 64;
    /** Tokens of one order: five hundred recipients with every field need a tenth. */
    static final int MAX_TOKENS = 400_000;
    static final int MAX_NAME_LENGTH = 256;
    private static final int MAX_NUMBER_LENGTH = 64;
    private static final int MAX_NUMBER_SCALE = 64;

    /** Either the message or why there is none. */
    record Parsed(JsonNode message, Optional<Problem> problem) {
    }

    private final Complaints complaints;
    private final JsonMapper mapper;
    private final JsonFactory looking;

    JsonTexts(Complaints complaints, int maxOrderBytes) {
        this.complaints = complaints;
        StreamReadConstraints limits = StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxStringLength(maxOrderBytes)
                .maxNumberLength(MAX_NUMBER_LENGTH)
                .maxNameLength(MAX_NAME_LENGTH)
                .build();
        this.mapper = JsonMapper.builder(JsonFactory.builder()
                .streamReadConstraints(limits.rebuild().maxTokenCount(MAX_TOKENS).build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .build())
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();
        // The first pass keeps nothing, so also no table of the names that it has seen; limits of one order are not the
        // whole file's. Depth counts the array as well.
        this.looking = JsonFactory.builder()
                .streamReadConstraints(limits.rebuild().maxNestingDepth(MAX_DEPTH + 1)
                        .maxNumberLength(maxOrderBytes).maxNameLength(maxOrderBytes).build())
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .build();
    }

    /** Looks through one object or one array without holding it. */
    void check(InputStream in) throws UnreadableInput, IOException {
        try (JsonParser parser = looking.createParser(
                new InputStreamReader(new StrictUtf8(in), StandardCharsets.UTF_8))) {
            Problem problem = lookThrough(parser);
            if (problem != null) {
                throw new UnreadableInput(problem);
            }
        } catch (MalformedUtf8 malformed) {
            throw new UnreadableInput(complaints.notUtf8(malformed));
        }
    }

    private Problem lookThrough(JsonParser parser) throws UnreadableInput, IOException {
        try {
            JsonToken root = parser.nextToken();
            if (root == null) {
                throw complaints.empty();
            }
            if (root != JsonToken.START_ARRAY && root != JsonToken.START_OBJECT) {
                JsonLocation place = parser.currentTokenLocation();
                return complaints.at("GUI-1007", place.getLineNr(), place.getColumnNr());
            }
            if (parser.nextToken() == JsonToken.END_ARRAY) {
                throw complaints.empty();
            }
            while (!parser.getParsingContext().inRoot()) {
                parser.nextToken();
            }
        } catch (JsonProcessingException broken) {
            return complaint(broken, 1, 1);
        }
        return somethingFollows(parser, 1, 1).orElse(null);
    }

    /** One order out of its bytes. */
    Parsed parse(Slice slice) throws IOException {
        if (slice.overflowed()) {
            return refused(complaints.tooLarge(slice.line(), slice.column()));
        }
        String text;
        try {
            text = slice.text();
        } catch (MalformedUtf8 malformed) {
            return refused(complaints.notUtf8(malformed));
        }
        try (JsonParser parser = mapper.createParser(text)) {
            JsonNode message;
            try {
                message = mapper.readTree(parser);
                if (message == null || message.isMissingNode()) {
                    return refused(complaints.at("GUI-1002", slice.line(), slice.column(), ""));
                }
            } catch (JsonProcessingException broken) {
                return refused(complaint(broken, slice.line(), slice.column()));
            }
            Optional<Problem> follows = somethingFollows(parser, slice.line(), slice.column());
            if (follows.isPresent()) {
                return refused(follows.get());
            }
            return isBeyondBounds(message)
                    ? refused(complaints.at("GUI-1009", slice.line(), slice.column()))
                    : new Parsed(message, Optional.empty());
        }
    }

    private Optional<Problem> somethingFollows(JsonParser parser, long line, long column) throws IOException {
        JsonLocation place;
        try {
            if (parser.nextToken() == null) {
                return Optional.empty();
            }
            place = parser.currentTokenLocation();
        } catch (JsonProcessingException garbage) {
            place = garbage.getLocation();
        }
        return Optional.of(complaints.at("GUI-1005", lineOf(place, line), columnOf(place, line, column)));
    }

    private Problem complaint(JsonProcessingException broken, long line, long column) {
        JsonLocation place = broken.getLocation();
        long brokenLine = lineOf(place, line);
        long brokenColumn = columnOf(place, line, column);
        String detail = String.valueOf(broken.getOriginalMessage());
        if (broken instanceof StreamConstraintsException) {
            boolean depth = detail.contains("nesting depth");
            return depth
                    ? complaints.at("GUI-1004", brokenLine, brokenColumn, MAX_DEPTH)
                    : complaints.at("GUI-1008", brokenLine, brokenColumn, detail);
        }
        String code = detail.startsWith("Duplicate") ? "GUI-1003" : "GUI-1002";
        return complaints.at(code, brokenLine, brokenColumn, detail);
    }

    private static long lineOf(JsonLocation place, long line) {
        return place == null ? line : line + Math.max(1, place.getLineNr()) - 1;
    }

    private static long columnOf(JsonLocation place, long line, long column) {
        if (place == null) {
            return column;
        }
        return place.getLineNr() <= 1 ? column + Math.max(1, place.getColumnNr()) - 1 : place.getColumnNr();
    }

    /** A number like 1e999999999 is short to write and fills the memory once somebody writes it out. */
    private static boolean isBeyondBounds(JsonNode node) {
        if (node.isBigDecimal()) {
            BigDecimal number = node.decimalValue();
            return Math.abs((long) number.scale()) > MAX_NUMBER_SCALE;
        }
        for (JsonNode child : node) {
            if (isBeyondBounds(child)) {
                return true;
            }
        }
        return false;
    }

    private static Parsed refused(Problem problem) {
        return new Parsed(MissingNode.getInstance(), Optional.of(problem));
    }
}
