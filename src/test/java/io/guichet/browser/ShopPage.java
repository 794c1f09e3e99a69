package io.guichet.browser;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** The page of a shop to which buyers come back: it can be asked for, and nothing can be posted to it. */
final class ShopPage implements AutoCloseable {

    static final String THANKS = "Merci pour votre commande";

    private final HttpServer server;

    ShopPage() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/merci", exchange -> {
            boolean asked = exchange.getRequestMethod().equals("GET");
            byte[] page = ("<!DOCTYPE html><title>Boutique</title><h1 id=thanks>" + (asked ? THANKS : "?") + "</h1>")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(asked ? 200 : 405, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/merci";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
