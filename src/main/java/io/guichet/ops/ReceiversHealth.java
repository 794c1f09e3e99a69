package io.guichet.ops;

import io.guichet.ledger.Deliveries;
import io.guichet.ledger.Deliveries.Channel;
import io.guichet.ledger.Receivers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How each receiver stands, and what is due to one that is no longer set. It is shown and never makes the process unready: a
 * receiver that is down delays itself only.
 */
public final class ReceiversHealth extends ShownHealth {

    private static final String REPLY = "reply";

    private final Deliveries deliveries;
    private final Receivers receivers;

    public ReceiversHealth(Deliveries deliveries, Receivers receivers) {
        super("receivers");
        this.deliveries = deliveries;
        this.receivers = receivers;
    }

    @Override
    Map<String, Object> details() {
        return new TreeMap<>(standing());
    }

    /** Channel to a sentence, for those of which there is something to say. */
    Map<String, String> standing() {
        Map<String, String> all = new TreeMap<>();
        receivers.all().forEach(receiver -> all.put(receiver.channel(), "ok"));
        for (Channel channel : deliveries.channels()) {
            if (!channel.name().equals(REPLY)) {
                String words = words(channel);
                if (!words.isEmpty()) {
                    all.put(channel.name(), words);
                }
            }
        }
        return all;
    }

    /** What is due to those that are no longer set. */
    List<String> orphans() {
        return deliveries.channels().stream()
                .filter(channel -> channel.due() > 0 && !channel.name().equals(REPLY)
                        && receivers.find(channel.name()).isEmpty())
                .map(channel -> channel.name() + ": " + words(channel)).toList();
    }

    private String words(Channel channel) {
        List<String> words = new ArrayList<>();
        boolean set = receivers.find(channel.name()).isPresent();
        if (set && channel.stopped()) {
            words.add("wants nothing more (410 Gone)");
        }
        if (set) {
            channel.downSince().ifPresent(since -> words.add("down since " + since));
        }
        if (channel.due() > 0) {
            words.add(channel.due() + " due" + (set ? "" : ", and the receiver is no longer set"));
        }
        if (channel.left() > 0) {
            words.add(channel.left() + " given up or uncertain");
        }
        return String.join(", ", words);
    }
}
