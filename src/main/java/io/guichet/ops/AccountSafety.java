package io.guichet.ops;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps play money and real money apart: outside the profile prod no account reaches a live address, inside it none
 * reaches a twin or carries a twin's credentials. A service takes part by declaring {@code guichet.SERVICE.live-hosts};
 * hosts below one of them are live too, unless it begins with an equals sign.
 */
public final class AccountSafety {

    private static final Pattern LIVE_HOSTS = Pattern.compile("guichet\\.([a-z]+)\\.live-hosts");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|.*\\.localhost|127\\..*|0\\.0\\.0\\.0|\\[::1?]");

    private final Settings settings;
    private final Mode mode;

    public AccountSafety(Settings settings) {
        this.settings = settings;
        this.mode = Mode.of(settings.profile());
    }

    /**
     * Stops the start at the first fault.
     *
     * @throws SettingsException with one sentence that names the account
     */
    public void check() {
        faults().stream().findFirst().ifPresent(fault -> {
            throw new SettingsException(fault);
        });
    }

    /** Every fault, one sentence each; empty when the process may start. */
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        if (mode == Mode.LIVE && settings.flag("guichet.sandbox.enabled")) {
            faults.add("guichet.sandbox.enabled: true (expected: false in profile prod)");
        }
        if (mode != Mode.SANDBOX && settings.flag("guichet.examples")) {
            faults.add("guichet.examples: true (expected: false in profile " + settings.profile() + ")");
        }
        for (String declared : settings.declarations().keys()) {
            Matcher service = LIVE_HOSTS.matcher(declared);
            if (service.matches()) {
                faults.addAll(faults(service.group(1)));
            }
        }
        return faults;
    }

    private List<String> faults(String service) {
        List<String> liveHosts = settings.list("guichet." + service + ".live-hosts");
        Set<String> demoSecrets = mode == Mode.LIVE ? demoSecrets(service) : Set.of();
        List<String> faults = new ArrayList<>();
        settings.accounts(service).forEach((name, account) -> {
            String prefix = "guichet.account." + service + "." + name + ".";
            Optional<String> platform = Optional.ofNullable(account.get("platform"));
            if (platform.isEmpty()) {
                // Without it nobody knows where the account's money is.
                faults.add(prefix + "platform: missing (expected: "
                        + settings.declarations().find(prefix + "platform").flatMap(d -> d.type()).orElseThrow()
                                .expected()
                        + ")");
                return;
            }
            String address = address(service, account, platform.get());
            if (mode == Mode.LIVE) {
                twin(platform.get(), address).ifPresent(what -> faults.add(prefix + what
                        + " is a local twin (expected: profile sandbox, or a platform of the service in profile prod)"));
                account.forEach((key, value) -> {
                    if (secret(prefix + key) && demoSecrets.contains(value)) {
                        faults.add(prefix + key + ": a demo credential of the local twin (expected: the account's own,"
                                + " in profile prod)");
                    }
                });
            } else {
                live(platform.get(), address, liveHosts).ifPresent(what -> faults.add(prefix + what
                        + " costs money (expected: profile prod for it, this is " + settings.profile() + ")"));
            }
        });
        return faults;
    }

    private String address(String service, Map<String, String> account, String platform) {
        return Optional.ofNullable(account.get("endpoint"))
                .orElseGet(() -> settings.get("guichet." + service + ".endpoint." + platform));
    }

    private static Optional<String> live(String platform, String address, List<String> liveHosts) {
        if (platform.equals("production")) {
            return Optional.of("platform: production");
        }
        String host = host(address);
        boolean live = liveHosts.stream().anyMatch(known -> known.startsWith("=")
                ? host.equals(known.substring(1))
                : host.equals(known) || host.endsWith("." + known));
        return live ? Optional.of("endpoint: " + address) : Optional.empty();
    }

    private static Optional<String> twin(String platform, String address) {
        if (platform.equals("sandbox")) {
            return Optional.of("platform: sandbox");
        }
        return LOOPBACK.matcher(host(address)).matches() ? Optional.of("endpoint: " + address) : Optional.empty();
    }

    /** The host without the dot that may end it; an address without host is nobody's. */
    private static String host(String address) {
        String host = Optional.ofNullable(URI.create(address).getHost()).orElse("").toLowerCase(Locale.ROOT);
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    private Set<String> demoSecrets(String service) {
        Set<String> secrets = new HashSet<>();
        Settings.shipped("sandbox").accounts(service).forEach((name, account) -> account.forEach((key, value) -> {
            if (secret("guichet.account." + service + "." + name + "." + key)) {
                secrets.add(value);
            }
        }));
        return secrets;
    }

    private boolean secret(String key) {
        return settings.declarations().find(key).map(Declarations.Declaration::secret).orElse(false);
    }
}
