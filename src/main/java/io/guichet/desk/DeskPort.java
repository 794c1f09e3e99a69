package io.guichet.desk;

import io.guichet.desk.Sessions.Session;
import io.guichet.order.Texts;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator's page at {@code /desk} of the product port. Everything that comes in passes here: without a session there is
 * nothing but the sign-in; what writes needs the role, the session's token and an origin that is the page's own.
 */
public final class DeskPort {

    private static final Logger LOG = LoggerFactory.getLogger(DeskPort.class);

    static final String BASE = "/desk";
    private static final String SESSION = "guichet-desk";
    private static final String LANGUAGE = "guichet-language";
    private static final int LONGEST_FORM = 16 * 1024;
    private static final int MOST_FIELDS = 30;
    private static final int YEAR_SECONDS = 365 * 24 * 3600;
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
                    + " base-uri 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options", "nosniff", "X-Frame-Options", "DENY", "Referrer-Policy", "same-origin",
            "Cross-Origin-Opener-Policy", "same-origin", "Cross-Origin-Resource-Policy", "same-origin",
            "Permissions-Policy", "camera=(), microphone=(), geolocation=()");

    private final SignIns signIns;
    private final Sessions sessions;
    private final List<Page> pages;
    private final Optional<String> publicUrl;
    private final String mode;
    private final Texts installation;
    private final Templates templates = new Templates();
    private final byte[] style = resource("desk/style.css");

    /** @param publicUrl where others reach the product port, when that is not its own address */
    DeskPort(SignIns signIns, Sessions sessions, List<Page> pages, Optional<String> publicUrl, String mode,
            Texts installation) {
        this.signIns = signIns;
        this.sessions = sessions;
        this.pages = List.copyOf(pages);
        this.publicUrl = publicUrl;
        this.mode = mode;
        this.installation = installation;
    }

    /** Before the router's last route, which says that there is nothing. */
    public void mount(Router router) {
        router.route(BASE).handler(this::receive);
        router.route(BASE + "/*").handler(this::receive);
    }

    private void receive(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.method() != HttpMethod.POST) {
            context.vertx().executeBlocking(() -> answered(context, Map.of()), false);
            return;
        }
        Buffer body = Buffer.buffer();
        request.handler(part -> {
            if (body.length() <= LONGEST_FORM) {
                body.appendBuffer(part);
            }
        });
        request.endHandler(end -> context.vertx().executeBlocking(() -> answered(context, body.length() > LONGEST_FORM
                ? Map.of()
                : fields(body.toString(StandardCharsets.UTF_8))), false));
        request.resume();
    }

    private Void answered(RoutingContext context, Map<String, String> form) {
        try {
            answer(context, form);
        } catch (RuntimeException failed) {
            // What is in the exception may quote the ledger: the log tells where, the page that it was so.
            LOG.warn("The page {} was not made: {}", context.normalizedPath(), failed.getClass().getName());
            if (!context.response().ended()) {
                send(context, 500, "text/html; charset=utf-8",
                        templates.html("problem", model(context, Optional.empty(), "problem")).getBytes(
                                StandardCharsets.UTF_8));
            }
        }
        return null;
    }

    private void answer(RoutingContext context, Map<String, String> form) {
        String path = context.normalizedPath().substring(BASE.length());
        boolean posted = context.request().method() == HttpMethod.POST;
        if (!posted && context.request().method() != HttpMethod.GET) {
            send(context, 405, "text/plain; charset=utf-8", new byte[0]);
            return;
        }
        if (path.equals("/style.css") && !posted) {
            context.response().putHeader("Cache-Control", "max-age=300");
            send(context, 200, "text/css; charset=utf-8", style);
            return;
        }
        if (posted && !isOwnOrigin(context.request())) {
            refuse(context, 403, "refused.origin");
            return;
        }
        if (path.equals("/language")) {
            chooseLanguage(context);
            return;
        }
        Optional<Session> session = Optional.ofNullable(context.request().getCookie(SESSION))
                .flatMap(cookie -> sessions.find(cookie.getValue()));
        if (path.equals("/sign-in")) {
            signIn(context, posted, form);
        } else if (session.isEmpty()) {
            move(context, BASE + "/sign-in");
        } else if (posted
                && !MessageDigest.isEqual(bytes(session.get().csrf()), bytes(form.getOrDefault("csrf", "")))) {
            refuse(context, 403, "refused.token");
        } else if (path.equals("/sign-out") && posted) {
            sessions.end(session.get());
            LOG.info("{} has signed out", session.get().person());
            move(context, BASE + "/sign-in");
        } else {
            page(context, path.isEmpty() ? "/" : path, posted, form, session.get());
        }
    }

    private void page(RoutingContext context, String path, boolean posted, Map<String, String> form, Session session) {
        for (Page page : pages) {
            Matcher places = page.path().matcher(path);
            if (posted != (page.method() == Page.Method.POST) || !places.matches()) {
                continue;
            }
            if (!session.person().role().covers(page.needed())) {
                refuse(context, 403, "refused.role");
                return;
            }
            Map<String, String> fields =
                    posted ? form : fields(Optional.ofNullable(context.request().query()).orElse(""));
            View view = page.answer().apply(new Visit(session.person(),
                    IntStream.rangeClosed(1, places.groupCount()).mapToObj(places::group).toList(), fields,
                    words(context)));
            show(context, view, session);
            return;
        }
        refuse(context, 404, "missing");
    }

    private void show(RoutingContext context, View view, Session session) {
        if (view instanceof View.Shown shown) {
            Map<String, Object> model = model(context, Optional.of(session), shown.template());
            model.putAll(shown.model());
            send(context, 200, "text/html; charset=utf-8",
                    templates.html(shown.template(), model).getBytes(StandardCharsets.UTF_8));
        } else if (view instanceof View.Moved moved) {
            session.tell(moved.sentence());
            move(context, BASE + moved.to());
        } else if (view instanceof View.Picture picture) {
            send(context, 200, picture.mediaType(), picture.content());
        } else {
            refuse(context, 404, "missing");
        }
    }

    private void signIn(RoutingContext context, boolean posted, Map<String, String> form) {
        Map<String, Object> model = model(context, Optional.empty(), "sign-in");
        if (!posted) {
            model.put("failed", "");
            send(context, 200, "text/html; charset=utf-8",
                    templates.html("sign-in", model).getBytes(StandardCharsets.UTF_8));
            return;
        }
        String name = form.getOrDefault("name", "");
        String address = context.request().remoteAddress().hostAddress();
        SignIns.Outcome outcome = signIns.of(name, form.getOrDefault("password", ""), address);
        if (outcome.person().isPresent()) {
            Optional.ofNullable(context.request().getCookie(SESSION)).flatMap(old -> sessions.find(old.getValue()))
                    .ifPresent(sessions::end);
            Session session = sessions.begin(outcome.person().get());
            LOG.info("{} has signed in from {}", session.person(), address);
            context.response().addCookie(cookie(SESSION, session.id()).setSameSite(CookieSameSite.STRICT));
            move(context, BASE);
            return;
        }
        // A name that was typed may be a password in the wrong field.
        LOG.warn("A sign-in from {} failed{}", address, outcome.pause().isPresent() ? ", too often" : "");
        model.put("failed", outcome.pause().map(wait -> words(context).text(Visit.BUNDLE, "sign-in.wait",
                Math.max(1, wait.toSeconds()))).orElseGet(() -> words(context).text(Visit.BUNDLE, "sign-in.failed")));
        send(context, outcome.pause().isPresent() ? 429 : 403, "text/html; charset=utf-8",
                templates.html("sign-in", model).getBytes(StandardCharsets.UTF_8));
    }

    private Cookie cookie(String name, String value) {
        return Cookie.cookie(name, value).setPath(BASE).setHttpOnly(true)
                .setSecure(publicUrl.filter(url -> url.startsWith("https:")).isPresent());
    }

    private void chooseLanguage(RoutingContext context) {
        String language = context.request().getParam("to", "");
        if (Texts.LANGUAGES.stream().anyMatch(one -> one.getLanguage().equals(language))) {
            context.response()
                    .addCookie(cookie(LANGUAGE, language).setMaxAge(YEAR_SECONDS).setSameSite(CookieSameSite.LAX));
        }
        move(context, BASE);
    }

    private Texts words(RoutingContext context) {
        Optional<String> chosen = Optional.ofNullable(context.request().getCookie(LANGUAGE)).map(Cookie::getValue);
        List<String> wanted = chosen.map(List::of)
                .orElseGet(() -> context.acceptableLanguages().stream().map(one -> one.tag()).toList());
        return wanted.stream().map(tag -> tag.toLowerCase(Locale.ROOT))
                .flatMap(tag -> Texts.LANGUAGES.stream().filter(one -> one.getLanguage().equals(tag)))
                .findFirst().map(Texts::new).orElse(installation);
    }

    private Map<String, Object> model(RoutingContext context, Optional<Session> session, String here) {
        Map<String, Object> model = new HashMap<>();
        Texts words = words(context);
        model.put("words", words);
        model.put("language", words.language().getLanguage());
        model.put("languages", Texts.LANGUAGES.stream()
                .map(one -> Map.of("tag", one.getLanguage(), "name", one.getDisplayLanguage(one))).toList());
        model.put("base", BASE);
        model.put("here", here);
        model.put("mode", mode);
        model.put("person", session.map(one -> one.person().name()).orElse(""));
        model.put("operator", session.map(one -> one.person().role() == Role.OPERATOR).orElse(false));
        model.put("csrf", session.map(Session::csrf).orElse(""));
        model.put("told", session.flatMap(Session::told).orElse(""));
        return model;
    }

    private void refuse(RoutingContext context, int status, String key) {
        Map<String, Object> model = model(context, Optional.empty(), "refused");
        model.put("why", words(context).text(Visit.BUNDLE, key));
        send(context, status, "text/html; charset=utf-8",
                templates.html("refused", model).getBytes(StandardCharsets.UTF_8));
    }

    private static void move(RoutingContext context, String to) {
        context.response().putHeader("Location", to);
        send(context, 303, "text/plain; charset=utf-8", new byte[0]);
    }

    private static void send(RoutingContext context, int status, String mediaType, byte[] body) {
        HttpServerResponse response = context.response();
        HEADERS.forEach(response::putHeader);
        if (!response.headers().contains("Cache-Control")) {
            response.putHeader("Cache-Control", "no-store");
        }
        response.setStatusCode(status).putHeader("Content-Type", mediaType).end(Buffer.buffer(body));
    }

    /** Browsers say where a form comes from; one that comes from elsewhere does nothing here. */
    private boolean isOwnOrigin(HttpServerRequest request) {
        String origin = request.getHeader("Origin");
        if (origin == null) {
            // Of old browsers; the token and the cookie's SameSite stand behind it.
            return !"cross-site".equals(request.getHeader("Sec-Fetch-Site"));
        }
        HostAndPort called = request.authority();
        String own = "//"
                + (called == null || called.port() < 0 ? String.valueOf(called) : called.host() + ":" + called.port());
        return origin.endsWith(own) && origin.length() <= own.length() + "https:".length()
                || publicUrl.map(URI::create).filter(url -> origin.equals(url.getScheme() + "://" + url.getAuthority()))
                        .isPresent();
    }

    private static Map<String, String> fields(String text) {
        Map<String, String> fields = new HashMap<>();
        List<String> pairs = new ArrayList<>(Arrays.asList(text.split("&")));
        pairs.stream().limit(MOST_FIELDS).forEach(pair -> {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                try {
                    fields.putIfAbsent(URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
                } catch (IllegalArgumentException notEncoded) {
                    // Nobody's form sends such a thing.
                }
            }
        });
        return fields;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] resource(String name) {
        try (InputStream stream = DeskPort.class.getClassLoader().getResourceAsStream(name)) {
            return stream.readAllBytes();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
