package io.guichet.service.sips;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.order.Texts;
import io.guichet.purchase.Account;
import io.guichet.purchase.NotificationVerifier;
import io.guichet.purchase.RawNotification;
import io.guichet.purchase.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells genuine responses of Sips from forged ones: the seal over Data as received, by the algorithm that every request of
 * the account has named and the key of the version that it says (sips 4). What is not sealed is nothing.
 */
public final class SipsVerifier implements NotificationVerifier {

    /** What is kept: who the buyer is and his card stay outside. */
    private static final List<String> KEPT = List.of("responseCode", "acquirerResponseCode", "transactionReference",
            "returnContext", "amount", "currencyCode", "captureMode", "transactionDateTime", "paymentMeanBrand");

    private final Texts texts;

    public SipsVerifier(Texts texts) {
        this.texts = texts;
    }

    @Override
    public String service() {
        return SipsService.NAME;
    }

    @Override
    public Verdict verify(Account account, RawNotification raw) {
        Texts words = texts.of(account.service(), account.name());
        Optional<ResponseForm> form = ResponseForm.read(raw.body());
        Optional<Map<String, String>> said = form.flatMap(ResponseForm::said);
        if (said.isEmpty() || !said.get().containsKey("responseCode")) {
            return new Verdict.Malformed(words.problem("GUI-1111", ""));
        }
        SipsShop shop = SipsShop.of(account);
        Optional<String> key = SipsShop.key(account, said.get().getOrDefault("keyVersion", ""));
        if (key.isEmpty() || !Seal.isRight(form.get().seal(),
                Seal.of(form.get().data(), shop.algorithm(), key.get()))) {
            return new Verdict.Forged(words.problem("GUI-1110", ""));
        }
        if (!said.get().getOrDefault("merchantId", "").equals(shop.merchantId())) {
            return new Verdict.Malformed(words.problem("GUI-1111", ""));
        }
        return accepted(said.get());
    }

    /** The manual and the automatic response of one payment say the same (sips 4). */
    private static Verdict.Accepted accepted(Map<String, String> said) {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        KEPT.forEach(name -> Optional.ofNullable(said.get(name)).ifPresent(value -> kept.put(name, value)));
        String event = said.getOrDefault("transactionReference", "") + "|" + said.get("responseCode");
        return new Verdict.Accepted(
                new RawNotification(event.getBytes(StandardCharsets.UTF_8), "", Map.of()).digest(),
                kept.toString().getBytes(StandardCharsets.UTF_8));
    }
}
