package io.guichet.ops;

import io.guichet.ledger.Receiver;
import io.guichet.ledger.Receivers;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;

/** Makes a route for each receiver from the template of its kind: which there are only the settings know. */
public final class ReceiverRoutes extends RouteBuilder {

    private static final Map<String, String> TEMPLATES =
            Map.of("sftp", "deliver-to-sftp", "webhook", "deliver-to-webhook", "mail", "deliver-by-mail", "print",
                    "deliver-to-printer");

    private final Receivers receivers;

    public ReceiverRoutes(Receivers receivers) {
        this.receivers = receivers;
    }

    @Override
    public void configure() {
        for (Receiver receiver : receivers.all()) {
            String[] words = receiver.channel().split(":", 2);
            if (words.length == 2) {
                String template = TEMPLATES.get(words[0]);
                templatedRoute(template).routeId(template + "-" + words[1]).parameter("receiver", words[1]);
            }
        }
    }
}
