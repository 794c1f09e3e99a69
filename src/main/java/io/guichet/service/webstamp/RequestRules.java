package io.guichet.service.webstamp;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.order.Problem;
import io.guichet.order.Texts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * What the service refuses for certain and the JSON Schema cannot say, because it lies between distant members or in what
 * a value means (webstamp 2.13, 3.5, 3.7). Products, licences and addresses are left to the service: it knows more than we
 * do.
 */
public final class RequestRules {

    private static final byte[] PDF = {'%', 'P', 'D', 'F', '-'};
    private static final List<byte[]> IMAGES = List.of(new byte[]{'G', 'I', 'F', '8'},
            new byte[]{(byte) 0x89, 'P', 'N', 'G'}, new byte[]{(byte) 0xff, (byte) 0xd8, (byte) 0xff});

    private final CashOnDeliveryRules cashOnDelivery;
    private final long imageBytes;

    /**
     * @param collected  the most that one recipient may be asked to pay, as {@code 10000.00 CHF}
     * @param imageBytes the largest image; 0 leaves it to the service
     */
    public RequestRules(String collected, long imageBytes) {
        this.cashOnDelivery = new CashOnDeliveryRules(new BigDecimal(collected.replace(Money.CURRENCY, "").strip()));
        this.imageBytes = imageBytes;
    }

    /** The request need not have its schema's shape: what is wrong is to be told at once. */
    List<Problem> check(JsonNode request, Texts words) {
        List<Problem> problems = new ArrayList<>();
        cashOnDelivery.check(request, words, problems);
        image(request.path("image").asText(), words, problems);
        letter(request.path("letter").asText(), words, problems);
        return problems;
    }

    private void image(String base64, Texts words, List<Problem> problems) {
        if (base64.isEmpty()) {
            return;
        }
        byte[] image = decoded(base64);
        if (IMAGES.stream().noneMatch(beginning -> begins(image, beginning))) {
            problems.add(words.problem("GUI-1330", "/request/image"));
        }
        if (imageBytes > 0 && image.length > imageBytes) {
            problems.add(words.problem("GUI-1331", "/request/image", image.length, imageBytes));
        }
    }

    private static void letter(String base64, Texts words, List<Problem> problems) {
        if (!base64.isEmpty() && !begins(decoded(base64), PDF)) {
            problems.add(words.problem("GUI-1332", "/request/letter"));
        }
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            // The schema's business; it begins like nothing that is wanted.
            return new byte[0];
        }
    }

    private static boolean begins(byte[] content, byte[] beginning) {
        for (int i = 0; i < beginning.length; i++) {
            if (i >= content.length || content[i] != beginning[i]) {
                return false;
            }
        }
        return true;
    }
}
