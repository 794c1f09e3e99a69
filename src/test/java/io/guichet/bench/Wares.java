package io.guichet.bench;

import io.guichet.service.webstamp.wire.FileType;
import io.guichet.service.webstamp.wire.Identification;
import io.guichet.service.webstamp.wire.Language;
import io.guichet.service.webstamp.wire.NewOrder;
import io.guichet.service.webstamp.wire.OrderRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The one order that everybody carries out: a stamp of the sandbox's account, as PDF. */
final class Wares {

    private static final String REQUEST =
            "{\"product\":15220,\"quantity\":1,\"format\":\"pdf\",\"printZone\":1,\"reference\":\"%s\"}";

    private Wares() {
    }

    /** A file of orders, one a line. */
    static byte[] lines(String prefix, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> line(prefix + i))
                .collect(Collectors.joining("\n", "", "\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Orders of another service: shipments as in the examples. */
    static byte[] shipments(String prefix, int count) throws IOException {
        String example = Files.readAllLines(Path.of("examples", "canadapost-shipments.ndjson"), StandardCharsets.UTF_8)
                .get(0);
        return IntStream.rangeClosed(1, count).mapToObj(i -> example.replaceFirst("SO-\\d+", prefix + i))
                .collect(Collectors.joining("\n", "", "\n")).getBytes(StandardCharsets.UTF_8);
    }

    private static String line(String orderId) {
        return "{\"orderId\":\"" + orderId
                + "\",\"service\":\"webstamp\",\"operation\":\"stamps\",\"account\":\"demo\","
                + "\"request\":" + String.format(REQUEST, orderId) + "}";
    }

    /** The same as the service takes it. */
    static NewOrder request(String orderId) {
        OrderRequest order = new OrderRequest();
        order.setPostProduct(true);
        order.setProduct(15220);
        order.setSingle(false);
        order.setFileType(FileType.PDF);
        order.setPrintZone("1");
        order.setMedia(0);
        order.setQuantity(1);
        order.setReference(orderId);
        order.setOrderComment(orderId);
        Identification login = new Identification();
        login.setApplication("0123456789abcdef0123456789abcdef");
        login.setLanguage(Language.FR);
        login.setUserid("20000001");
        login.setPassword("wsws-geheim-1");
        login.setEncryptionType("");
        order.setIdentification(login);
        NewOrder request = new NewOrder();
        request.setArgs(order);
        return request;
    }
}
