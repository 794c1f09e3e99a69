package io.guichet.door.http;

import io.guichet.order.Texts;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands at the port in front of the routes: lets in who may come in, with what can be read, and receives the body. What
 * it turns away has reached no route. A page of another site in a browser of this machine gets no further either: each
 * content type needs a preflight, which no answer here ever allows, and a name of that site is no name of ours.
 */
public final class Doorkeeper implements Handler<RoutingContext> {

    private static final Pattern KEY = Pattern.compile("\"([\\x21\\x23-\\x7e ]{1,255})\"|([\\x21\\x23-\\x7e]{1,255})");
    private static final long LINGER_MS = 2_000;
    /** They are held in memory while they are handed out. */
    private static final int DOCUMENTS_AT_ONCE = 8;

    private final Callers callers;
    private final Set<String> names;
    private final Bodies bodies;
    private final Bodies notifications;
    private final Semaphore pages;
    private final int documentWeight;
    private final Texts texts;

    /**
     * @param names         hosts by which this port is known, in small letters; what counts where nobody says who he is
     * @param bodies        receives requests with orders
     * @param notifications receives what payment services tell: however many orders come, there is room for it
     * @param atOnce        requests without orders that are worked at a time
     */
    public Doorkeeper(Callers callers, Set<String> names, Bodies bodies, Bodies notifications, int atOnce,
            Texts texts) {
        this.pages = new Semaphore(atOnce);
        this.documentWeight = Math.max(1, atOnce / DOCUMENTS_AT_ONCE);
        this.callers = callers;
        this.names = Set.copyOf(names);
        this.bodies = bodies;
        this.notifications = notifications;
        this.texts = texts;
    }

    @Override
    public void handle(RoutingContext context) {
        Optional<Resource> resource = Resource.at(context.normalizedPath());
        if (resource.isEmpty()) {
            context.next();
            return;
        }
        HttpServerResponse response = context.response();
        response.putHeader("X-Content-Type-Options", "nosniff");
        response.putHeader(HttpHeaders.CACHE_CONTROL, resource.get().isKept() ? "private, no-cache" : "no-store");
        try {
            admit(context, resource.get());
        } catch (Refusal refused) {
            refuse(context, refused);
        }
    }

    private void admit(RoutingContext context, Resource resource) throws Refusal {
        HttpServerRequest request = context.request();
        if (!resource.isSigned()) {
            host(request);
        }
        if (!resource.methods().contains(request.method().name())) {
            String allowed = String.join(", ", resource.methods());
            throw new Refusal(405, texts.problem("GUI-1085", "", request.method().name(), allowed),
                    Map.of("Allow", allowed));
        }
        if (resource.isSigned()) {
            notification(context);
            return;
        }
        String door = resource.isPublic() ? Callers.DOOR : caller(request);
        Call.Media media = media(request, resource);
        Map<String, String> query = query(context, resource);
        Optional<String> key = key(request);
        if (resource.takesBody()) {
            bodies.receive(context.vertx(), request,
                    body -> let(context, new Call(door, context.pathParams(), query, media, key, Optional.of(body),
                            Map.of(), new Stay(body::forget))),
                    refused -> refuse(context, refused));
            return;
        }
        int weight = resource == Resource.DOCUMENT ? documentWeight : 1;
        if (!pages.tryAcquire(weight)) {
            throw bodies.tooMany();
        }
        let(context, new Call(door, context.pathParams(), query, media, key, Optional.empty(), Map.of(),
                new Stay(() -> pages.release(weight))));
    }

    /** Who sends one proves it by his signature: by what name he called, and what else he says, does not matter. */
    private void notification(RoutingContext context) throws Refusal {
        HttpServerRequest request = context.request();
        Optional<MediaType> type = header(request, HttpHeaders.CONTENT_TYPE).map(MediaType::of);
        if (type.filter(named -> !named.isForNotifications()).isPresent()) {
            throw new Refusal(415, texts.problem("GUI-1112", "", type.get().name()));
        }
        Map<String, String> headers = new TreeMap<>();
        request.headers().forEach((name, value) -> headers.putIfAbsent(Call.small(name), value.strip()));
        Call.Media media = new Call.Media(type, Optional.empty(), Accepted.of(List.of()), Optional.empty());
        notifications.receive(context.vertx(), request,
                body -> let(context, new Call(Callers.DOOR, context.pathParams(), Map.of(), media, Optional.empty(),
                        Optional.of(body), headers, new Stay(body::forget))),
                refused -> refuse(context, refused));
    }

    private static void let(RoutingContext context, Call call) {
        context.addEndHandler(ended -> call.stay().leave());
        DoorEngine.put(context, call);
        context.next();
    }

    /** A name of another site that leads here is a trick to make a browser speak to us in that site's name. */
    private void host(HttpServerRequest request) throws Refusal {
        HostAndPort authority = request.authority();
        String host = authority == null ? "" : authority.host().toLowerCase(Locale.ROOT);
        if (callers.isOpen() && !names.contains(host)) {
            throw new Refusal(421, texts.problem("GUI-1094", "", host, String.join(", ", new TreeSet<>(names))));
        }
    }

    private String caller(HttpServerRequest request) throws Refusal {
        return callers.door(Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION)))
                .orElseThrow(() -> new Refusal(401, texts.problem("GUI-1093", ""),
                        Map.of("WWW-Authenticate", callers.challenge())));
    }

    private Call.Media media(HttpServerRequest request, Resource resource) throws Refusal {
        Accepted accepted = Accepted.of(request.headers().getAll(HttpHeaders.ACCEPT));
        if (resource.isJson() && !accepted.permits("application/json")) {
            throw new Refusal(406, texts.problem("GUI-1086", "", "application/json"));
        }
        Optional<MediaType> type = header(request, HttpHeaders.CONTENT_TYPE).map(MediaType::of);
        if (resource.takesBody() && type.flatMap(MediaType::form).isEmpty()) {
            throw new Refusal(415, texts.problem("GUI-1087", "", type.map(MediaType::name).orElse("–")));
        }
        return new Call.Media(type, header(request, HttpHeaders.CONTENT_ENCODING), accepted,
                header(request, HttpHeaders.IF_NONE_MATCH));
    }

    private Map<String, String> query(RoutingContext context, Resource resource) throws Refusal {
        MultiMap query = context.queryParams();
        Map<String, String> known = new TreeMap<>();
        for (String name : query.names()) {
            List<String> values = query.getAll(name);
            if (resource == Resource.PAY) {
                // Whoever passes links on may have hung something of his own on them.
                continue;
            }
            if (!resource.parameters().contains(name) || values.size() != 1) {
                throw new Refusal(400, texts.problem("GUI-1095", "", name, resource.parameters().isEmpty()
                        ? "–"
                        : String.join(", ", new TreeSet<>(resource.parameters()))));
            }
            known.put(name, values.get(0));
        }
        return known;
    }

    private Optional<String> key(HttpServerRequest request) throws Refusal {
        List<String> keys = request.headers().getAll("Idempotency-Key");
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        Matcher key = KEY.matcher(keys.get(0).strip());
        if (keys.size() > 1 || !key.matches()) {
            throw new Refusal(400, texts.problem("GUI-1089", ""));
        }
        return Optional.of(key.group(1) == null ? key.group(2) : key.group(1));
    }

    private static Optional<String> header(HttpServerRequest request, CharSequence name) {
        return Optional.ofNullable(request.getHeader(name)).map(String::strip);
    }

    private static void refuse(RoutingContext context, Refusal refused) {
        HttpServerRequest request = context.request();
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        Reply reply = refused.reply();
        reply.headers().forEach(response::putHeader);
        response.setStatusCode(reply.status()).putHeader(HttpHeaders.CONTENT_TYPE, reply.mediaType());
        if (!request.isEnded()) {
            // A sender who is still sending reads no answer: what comes is thrown away for a moment, then the line is cut.
            request.exceptionHandler(gone -> {
            });
            request.handler(rest -> {
            });
            request.resume();
            long cut = context.vertx().setTimer(LINGER_MS, timer -> request.connection().close());
            request.endHandler(ended -> context.vertx().cancelTimer(cut));
        }
        response.end(Buffer.buffer(reply.body()));
    }
}
