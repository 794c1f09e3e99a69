package io.guichet.door;

import io.guichet.order.Problem;
import io.guichet.order.Texts;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which accounts each door may spend from: whoever can reach a door can spend no other's money. */
public final class DoorAccounts {

    private static final String ALL = "*";

    private final Map<String, List<String>> allowed;
    private final Texts texts;

    /** @param allowed door to SERVICE/ACCOUNT, or {@code *} for all */
    public DoorAccounts(Map<String, List<String>> allowed, Texts texts) {
        this.allowed = Map.copyOf(allowed);
        this.texts = texts;
    }

    /** Why an order of this account may not come in by this door; empty when it may. */
    public Optional<Problem> refusal(String door, String service, String account) {
        List<String> accounts = Optional.ofNullable(allowed.get(door)).orElseThrow(
                () -> new IllegalStateException("guichet.intake." + door + ".accounts: not read for the door " + door));
        String wanted = service + "/" + account;
        if (accounts.contains(ALL) || accounts.contains(wanted)) {
            return Optional.empty();
        }
        List<String> ofService = accounts.stream().filter(name -> name.startsWith(service + "/"))
                .map(name -> name.substring(service.length() + 1)).sorted().toList();
        return Optional.of(texts.of(service, account).problem("GUI-1107", "/account", account, door,
                ofService.isEmpty() ? "–" : String.join(", ", ofService), wanted));
    }
}
