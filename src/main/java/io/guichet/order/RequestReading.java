package io.guichet.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Looks through a request for texts that its service cannot print. Read strictly they are problems, read leniently they
 * are cleaned; either way they are told.
 */
final class RequestReading {

    /**
     * A request that was looked through.
     *
     * @param request  with its texts cleaned, where it was read leniently
     * @param problems of texts that cannot be printed
     * @param cleaned  what was done to which text
     */
    record Read(JsonNode request, List<Problem> problems, List<Cleaned> cleaned) {
    }

    /** So many characters of a text are named, and the others counted with them. */
    private static final int NAMED = 10;

    private final Schemas schemas;

    RequestReading(Schemas schemas) {
        this.schemas = schemas;
    }

    Read read(String service, Schema schema, JsonNode request, Strictness strictness, Texts words) {
        Pass pass = new Pass(schema, schemas.unprintable(service), strictness, words);
        JsonNode copy = strictness == Strictness.STRICT ? request : request.deepCopy();
        pass.read(copy, schema.root(), "/request");
        return new Read(copy, pass.problems, pass.cleaned);
    }

    /** One request on its way through. */
    private static final class Pass {

        private final Schema schema;
        private final Unprintable unprintable;
        private final TextCleaning cleaning;
        private final Strictness strictness;
        private final Texts words;
        private final ShownValue shown;
        private final List<Problem> problems = new ArrayList<>();
        private final List<Cleaned> cleaned = new ArrayList<>();

        Pass(Schema schema, Unprintable unprintable, Strictness strictness, Texts words) {
            this.schema = schema;
            this.unprintable = unprintable;
            this.cleaning = new TextCleaning(unprintable);
            this.strictness = strictness;
            this.words = words;
            this.shown = new ShownValue(words);
        }

        void read(JsonNode value, JsonNode rule, String field) {
            JsonNode here = schema.resolved(rule);
            if (value instanceof ObjectNode object) {
                for (String name : here.path("properties").properties().stream()
                        .map(Map.Entry::getKey).filter(object::has).toList()) {
                    replacement(object.get(name), schema.member(here, name), field + "/" + name)
                            .ifPresent(text -> object.set(name, text));
                }
            } else if (value instanceof ArrayNode list) {
                for (int i = 0; i < list.size(); i++) {
                    int index = i;
                    replacement(list.get(i), schema.items(here), field + "/" + i)
                            .ifPresent(text -> list.set(index, text));
                }
            }
        }

        private Optional<JsonNode> replacement(JsonNode value, JsonNode rule, String field) {
            JsonNode here = schema.resolved(rule);
            Optional<TextForm> form = TextForm.of(here);
            if (form.isEmpty() || !value.isTextual()) {
                read(value, rule, field);
                return Optional.empty();
            }
            String text = value.textValue();
            if (strictness == Strictness.STRICT) {
                List<Unprintable.Place> places = unprintable.in(text, form.get());
                if (!places.isEmpty()) {
                    problems.add(words.problem("GUI-1025", field, Violations.inWords(field), named(places)));
                }
                return Optional.empty();
            }
            return cleaning.clean(text, form.get(), here.path("maxLength").asInt(Integer.MAX_VALUE))
                    .flatMap(result -> told(result, text, form.get(), here, field));
        }

        private Optional<JsonNode> told(TextCleaning.Result result, String text, TextForm form, JsonNode rule,
                String field) {
            if (result.text().isEmpty()) {
                problems.add(words.problem("GUI-1026", field, Violations.inWords(field),
                        named(unprintable.in(text, form))));
                return Optional.empty();
            }
            List<String> done = new ArrayList<>();
            if (!result.removed().isEmpty()) {
                done.add(words.text("errors", "cleaned.removed", named(result.removed())));
            }
            if (!result.broken().isEmpty()) {
                done.add(words.text("errors", form == TextForm.LINES ? "cleaned.line-ends" : "cleaned.blanks",
                        named(result.broken())));
            }
            if (result.tidied()) {
                done.add(words.text("errors", "cleaned.tidied"));
            }
            result.cutOff().ifPresent(rest -> done.add(words.text("errors", "cleaned.cut",
                    TextCleaning.length(result.text()), result.length(), rule.path("maxLength").asText(),
                    shown.of(TextNode.valueOf(rest), false))));
            TextNode now = TextNode.valueOf(result.text());
            cleaned.add(new Cleaned(field, words.text("errors", "cleaned", Violations.inWords(field),
                    String.join(", ", done), shown.of(now, false))));
            return Optional.of(now);
        }

        private String named(List<Unprintable.Place> places) {
            return places.stream().limit(NAMED)
                    .map(place -> words.text("errors", "place.character", place.name(), place.number()))
                    .collect(Collectors.joining(", ")) + (places.size() > NAMED ? ", …" : "");
        }
    }
}
