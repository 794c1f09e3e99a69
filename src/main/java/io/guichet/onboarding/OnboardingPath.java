package io.guichet.onboarding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.onboarding.Step.Deadline;
import io.guichet.onboarding.Step.Scope;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A service's way from the first form to production, from {@code profiles/onboarding/SERVICE.json}. A step that is
 * {@code like} a template takes from it what it does not say itself.
 */
public record OnboardingPath(String service, Wording title, String source, List<Wording> remarks, List<Step> steps,
        Map<String, Draft> drafts) {

    private static final String FOLDER = "profiles/onboarding";
    private static final SortedMap<String, OnboardingPath> SHIPPED = read();

    /** The services that have one, with their ways. */
    public static SortedMap<String, OnboardingPath> shipped() {
        return SHIPPED;
    }

    public Optional<Step> step(String id) {
        return steps.stream().filter(step -> step.id().equals(id)).findFirst();
    }

    private static SortedMap<String, OnboardingPath> read() {
        SortedMap<String, OnboardingPath> paths = new TreeMap<>();
        ServiceFiles.in(FOLDER).forEach((service, file) -> paths.put(service, path(service, file)));
        return paths;
    }

    private static OnboardingPath path(String service, JsonNode file) {
        String place = FOLDER + "/" + service;
        List<Wording> remarks = new ArrayList<>();
        file.path("remarks").forEach(remark -> remarks.add(Wording.of(remark, place + "/remarks")));
        Map<String, Draft> drafts = new TreeMap<>();
        file.path("drafts").fields().forEachRemaining(
                draft -> drafts.put(draft.getKey(), draft(draft.getValue(), place + "/drafts/" + draft.getKey())));
        List<Step> steps = new ArrayList<>();
        for (JsonNode own : file.path("steps")) {
            steps.add(step(file, whole(file, own, place), steps, place));
        }
        OnboardingPath path = new OnboardingPath(service, Wording.of(file.path("title"), place + "/title"),
                ServiceFiles.required(file, "source", place), List.copyOf(remarks), List.copyOf(steps), drafts);
        path.check(place);
        return path;
    }

    private static Draft draft(JsonNode node, String place) {
        List<Wording> attachments = new ArrayList<>();
        node.path("attachments").forEach(one -> attachments.add(Wording.of(one, place + "/attachments")));
        return new Draft(Wording.of(node.path("subject"), place), Wording.of(node.path("body"), place),
                text(node, "copy"), List.copyOf(attachments));
    }

    private static JsonNode whole(JsonNode file, JsonNode own, String place) {
        if (!own.has("like")) {
            return own;
        }
        JsonNode template = file.path("templates").path(own.get("like").asText());
        if (!template.isObject()) {
            throw new IllegalStateException(place + "/" + own.path("id").asText() + "/like: " + own.get("like"));
        }
        ObjectNode whole = template.deepCopy();
        own.fields().forEachRemaining(member -> whole.set(member.getKey(), member.getValue()));
        return whole;
    }

    /** Without {@code after} it comes after the one before it. */
    private static Step step(JsonNode file, JsonNode node, List<Step> before, String path) {
        String place = path + "/" + node.path("id").asText();
        String platform = ServiceFiles.required(node, "platform", place);
        List<String> after = node.has("after")
                ? ServiceFiles.strings(node.get("after"))
                : List.of(before.get(before.size() - 1).id());
        Optional<Deadline> deadline = node.has("deadline")
                ? Optional.of(deadline(file, node, place))
                : Optional.empty();
        return new Step(ServiceFiles.required(node, "id", place), ServiceFiles.required(node, "chapter", place),
                platform, ServiceFiles.required(file.path("platforms"), platform, place),
                Scope.valueOf(ServiceFiles.required(node, "scope", place).toUpperCase(Locale.ROOT)),
                ServiceFiles.required(node, "by", place), Wording.of(node.path("title"), place + "/title"),
                Wording.of(node.path("text"), place + "/text"), after, text(node, "oneOf"), deadline,
                text(node, "contact"), text(node, "draft"));
    }

    /** Days, or working days of the country that the file names. */
    private static Deadline deadline(JsonNode file, JsonNode node, String place) {
        JsonNode own = node.get("deadline");
        boolean working = own.has("workingDays");
        return new Deadline(own.path(working ? "workingDays" : "days").asInt(),
                working ? Optional.of(ServiceFiles.required(file, "holidays", place)) : Optional.empty(),
                ServiceFiles.required(node, "from", place), Wording.of(own.path("missed"), place + "/missed"));
    }

    private void check(String place) {
        Set<String> names = new HashSet<>();
        for (Step step : steps) {
            boolean sound = names.containsAll(step.after())
                    && step.deadline().map(deadline -> names.contains(deadline.from())).orElse(true)
                    && step.contact().map(id -> Contacts.shipped().find(service, id).isPresent()).orElse(true)
                    && step.draft().map(name -> drafts.containsKey(name) && step.contact().isPresent()).orElse(true);
            if (!names.add(step.id()) || !sound) {
                throw new IllegalStateException(place + "/" + step.id()
                        + ": twice, or after, from, contact or draft name what is not there before it");
            }
            step.oneOf().ifPresent(names::add);
        }
        drafts.forEach((name, draft) -> draft.copy().ifPresent(id -> Contacts.shipped().get(service, id)));
    }

    private static Optional<String> text(JsonNode node, String member) {
        return Optional.ofNullable(node.get(member)).map(JsonNode::asText);
    }
}
