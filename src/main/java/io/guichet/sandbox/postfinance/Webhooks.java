package io.guichet.sandbox.postfinance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.sandbox.Json;
import io.guichet.sandbox.postfinance.WebhookSender.Parcel;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Who wants to hear of what, and what is told them (postfinance 2.8). */
final class Webhooks implements Entities.Listener {

    /** What shops subscribe to. */
    private static final Map<Kind, List<String>> USUAL = Map.of(
            Kind.TRANSACTION,
            List.of("CONFIRMED", "PROCESSING", "AUTHORIZED", "COMPLETED", "FULFILL", "DECLINE", "FAILED", "VOIDED"),
            Kind.REFUND, List.of("FAILED", "SUCCESSFUL"), Kind.COMPLETION, List.of("FAILED", "SUCCESSFUL"), Kind.VOID,
            List.of("FAILED", "SUCCESSFUL"), Kind.INVOICE, List.of("PAID", "DERECOGNIZED", "NOT_APPLICABLE"),
            Kind.DELIVERY_INDICATION, List.of("MANUAL_CHECK_REQUIRED"));
    private static final Set<String> URL_MEMBERS = Set.of("name", "url", "state");
    private static final Set<String> LISTENER_MEMBERS =
            Set.of("name", "entity", "entityStates", "url", "state", "notifyEveryChange");
    private static final String ACTIVE = "ACTIVE";

    private final Entities entities;
    private final Switches switches;
    private final Clock clock;
    private final WebhookSender sender;
    private final Map<String, WebhookKey> keys = new LinkedHashMap<>();
    private final WebhookKey forger = WebhookKey.made();
    private final AtomicLong events = new AtomicLong();
    private volatile WebhookKey key;

    Webhooks(Entities entities, Switches switches, Clock clock, WebhookSender sender) {
        this.entities = entities;
        this.switches = switches;
        this.clock = clock;
        this.sender = sender;
        changeKey();
    }

    /** Signs with another key from now on; the older ones go on being told. */
    synchronized String changeKey() {
        key = WebhookKey.made();
        keys.put(key.id(), key);
        return key.id();
    }

    /** @throws Refusal 404 */
    synchronized String publicKey(String id) {
        return Optional.ofNullable(keys.get(id)).map(WebhookKey::publicText)
                .orElseThrow(() -> Refusal.of(404, "encryption key " + id + ": unknown"));
    }

    ObjectNode createUrl(Space space, ObjectNode asked) {
        checkUrl(asked, true);
        return entities.keep(Kind.WEBHOOK_URL,
                Members.taken(entities.made(space.id()).put("state", ACTIVE), asked, URL_MEMBERS));
    }

    ObjectNode updateUrl(Space space, long id, ObjectNode asked) {
        checkUrl(asked, false);
        return Members.updated(entities, Kind.WEBHOOK_URL, entities.get(Kind.WEBHOOK_URL, space, id), asked,
                URL_MEMBERS);
    }

    private static void checkUrl(ObjectNode asked, boolean whole) {
        checkName(asked, whole);
        int length = asked.path("url").asText("").length();
        if ((whole || asked.has("url")) && (length < 9 || length > 500)) {
            throw Refusal.wrong("url", "length " + length + " (expected: 9..500)");
        }
    }

    private static void checkName(ObjectNode asked, boolean whole) {
        int length = asked.path("name").asText("").length();
        if ((whole || asked.has("name")) && (length < 1 || length > 50)) {
            throw Refusal.wrong("name", "length " + length + " (expected: 1..50)");
        }
        if (asked.has("state") && !Set.of(ACTIVE, "INACTIVE").contains(asked.path("state").asText())) {
            throw Refusal.wrong("state", "unknown: " + asked.path("state").asText());
        }
    }

    ObjectNode createListener(Space space, ObjectNode asked) {
        checkName(asked, true);
        if (Kind.of(asked.path("entity").asLong()).isEmpty()) {
            throw Refusal.wrong("entity", "unknown: " + asked.path("entity").asText());
        }
        checkTarget(space, asked, true);
        return entities.keep(Kind.WEBHOOK_LISTENER, Members.taken(entities.made(space.id()).put("state", ACTIVE)
                .put("notifyEveryChange", false)
                .put("enablePayloadSignatureAndState", switches.on(Switches.Name.signed)), asked, LISTENER_MEMBERS));
    }

    ObjectNode updateListener(Space space, long id, ObjectNode asked) {
        checkName(asked, false);
        checkTarget(space, asked, false);
        return Members.updated(entities, Kind.WEBHOOK_LISTENER, entities.get(Kind.WEBHOOK_LISTENER, space, id), asked,
                LISTENER_MEMBERS);
    }

    private void checkTarget(Space space, ObjectNode asked, boolean whole) {
        if ((whole || asked.has("url")) && entities.find(Kind.WEBHOOK_URL, asked.path("url").asLong())
                .filter(Entities.in(space)::test).isEmpty()) {
            throw Refusal.wrong("url", "unknown: " + asked.path("url").asText());
        }
    }

    void delete(Kind kind, Space space, long id) {
        entities.change(kind, entities.get(kind, space, id), "DELETED");
    }

    /** Subscribes an address to what shops usually want to hear. */
    ObjectNode listen(Space space, String address) {
        ObjectNode url = createUrl(space, Json.MAPPER.createObjectNode().put("name", "Shop").put("url", address));
        USUAL.forEach((kind, states) -> {
            ObjectNode asked = Json.MAPPER.createObjectNode().put("name", kind.technicalName())
                    .put("entity", kind.entityId());
            asked.set("url", url.path("id"));
            states.forEach(asked.putArray("entityStates")::add);
            createListener(space, asked);
        });
        return url;
    }

    @Override
    public void changed(Kind kind, ObjectNode body, boolean moved) {
        if (kind.entityId() != 0) {
            tell(kind, body, moved, switches.word(Switches.Name.webhooks));
        }
    }

    /** @param manner one of the words of the switch {@code webhooks} */
    void tell(Kind kind, ObjectNode body, boolean moved, String manner) {
        entities.all(Kind.WEBHOOK_LISTENER, listener -> wants(listener, kind, body, moved)).forEach(listener -> entities
                .find(Kind.WEBHOOK_URL, listener.path("url").longValue())
                .filter(url -> url.path("state").asText().equals(ACTIVE))
                .ifPresent(url -> send(url.path("url").asText(), payload(kind, body, listener),
                        listener.path("enablePayloadSignatureAndState").booleanValue(), manner)));
    }

    private static boolean wants(JsonNode listener, Kind kind, ObjectNode body, boolean moved) {
        boolean named = false;
        for (JsonNode state : listener.path("entityStates")) {
            named |= state.equals(body.path("state"));
        }
        return listener.path("state").asText().equals(ACTIVE)
                && listener.path("linkedSpaceId").equals(body.path("linkedSpaceId"))
                && listener.path("entity").asLong() == kind.entityId()
                && (named && moved || listener.path("notifyEveryChange").booleanValue());
    }

    private ObjectNode payload(Kind kind, ObjectNode body, ObjectNode listener) {
        ObjectNode to = Json.MAPPER.createObjectNode().put("eventId", events.incrementAndGet());
        to.set("entityId", body.path("id"));
        to.put("listenerEntityId", kind.entityId()).put("listenerEntityTechnicalName", kind.technicalName());
        to.set("spaceId", body.path("linkedSpaceId"));
        to.set("webhookListenerId", listener.path("id"));
        to.put("timestamp", Times.webhook(clock.instant()));
        if (listener.path("enablePayloadSignatureAndState").booleanValue()) {
            to.set("state", body.path("state"));
        }
        return to;
    }

    private void send(String url, ObjectNode payload, boolean signed, String manner) {
        String body;
        try {
            body = Json.MAPPER.writeValueAsString(payload);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String signature = manner.equals("forge") ? forger.header(bytes, key.id()) : key.header(bytes);
        Parcel parcel = new Parcel(url, body, signed && !manner.equals("unsigned") ? signature : null);
        switch (manner) {
            case "hold" -> sender.keepBack(parcel);
            case "lose" -> {
            }
            case "duplicate" -> {
                sender.send(parcel);
                sender.send(parcel);
            }
            default -> sender.send(parcel);
        }
    }
}
