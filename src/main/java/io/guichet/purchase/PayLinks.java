package io.guichet.purchase;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * One plain link for a payment whose service wants a form to be posted: it leads to a small page of ours that does so
 * ({@code /pay/SERVICE/TOKEN}). The token names the order and has a secret that nobody guesses.
 */
public final class PayLinks {

    /** In the result: what is posted, and where. */
    public static final String FORM = "form";
    public static final String LINK = "link";
    public static final String ENDS = "linkEnds";

    private static final String BETWEEN = "~";
    private static final int SECRET_BYTES = 18;

    /** What a token says. */
    public record Token(String account, String orderId) {

        /** Empty where it is none of ours. */
        public static Optional<Token> of(String text) {
            String[] parts = text.split(BETWEEN, -1);
            return parts.length == 3 && !parts[0].isEmpty() && !parts[1].isEmpty() && !parts[2].isEmpty()
                    ? Optional.of(new Token(parts[0], parts[1]))
                    : Optional.empty();
        }
    }

    private final String publicUrl;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /** @param publicUrl where buyers reach this process; empty where they do not */
    public PayLinks(String publicUrl, Clock clock) {
        this.publicUrl = publicUrl.endsWith("/") ? publicUrl.substring(0, publicUrl.length() - 1) : publicUrl;
        this.clock = clock;
    }

    /** Adds the form to a result, and the link to its page where buyers reach it. */
    public void add(ObjectNode result, Work work, String action, Map<String, String> fields, Duration life) {
        ObjectNode form = result.putObject(FORM).put("action", action);
        ObjectNode values = form.putObject("fields");
        fields.forEach(values::put);
        if (publicUrl.isEmpty()) {
            return;
        }
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        result.put(LINK, publicUrl + "/pay/" + work.identity().service() + "/" + work.identity().account() + BETWEEN
                + work.identity().orderId() + BETWEEN + Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
        result.put(ENDS, clock.instant().plus(life).toString());
    }

    /** Whether a link is the one of a result, in a time that says nothing of how much was right. */
    public boolean isOf(String link, String service, String token) {
        String asked = "/pay/" + service + "/" + token;
        String known = link.substring(Math.max(0, link.indexOf("/pay/")));
        return MessageDigest.isEqual(asked.getBytes(StandardCharsets.UTF_8), known.getBytes(StandardCharsets.UTF_8));
    }
}
