package io.guichet.ops;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.component.file.remote.SftpEndpoint;
import org.apache.camel.util.URISupport;

/**
 * A server that orders are fetched from by SFTP, and how it is reached. Secrets are beans: an address stands in logs, metrics
 * and JMX.
 *
 * @param name      as its settings are called below {@code guichet.intake.sftp}
 * @param directory folder of the server, seen from where the user lands
 * @param taken     folder inside it for what was fetched
 * @param out       folder of the server for answers
 */
record SftpServer(String name, String host, int port, String user, Optional<String> password, Optional<Path> keyFile,
        Optional<String> passphrase, Path knownHosts, String directory, String taken, Optional<String> out,
        String poll) {

    static final String SETTINGS = "guichet.intake.sftp";

    static SftpServer of(Settings settings, String name) {
        String at = SETTINGS + "." + name;
        Optional<String> password = settings.find(at + ".password");
        Optional<Path> keyFile = settings.find(at + ".key-file").map(set -> file(settings, at + ".key-file"));
        if (password.isPresent() == keyFile.isPresent()) {
            throw new SettingsException(
                    at + ": " + (password.isPresent() ? "both" : "neither") + " password and key-file"
                            + " (expected: one of them)");
        }
        return new SftpServer(name, settings.get(at + ".host"), settings.integer(at + ".port"),
                settings.get(at + ".user"), password, keyFile, settings.find(at + ".key-passphrase"),
                file(settings, at + ".known-hosts"), folder(settings, at + ".directory"),
                folder(settings, at + ".taken"),
                settings.find(at + ".out").map(set -> folder(settings, at + ".out")), settings.get(at + ".poll"));
    }

    private static Path file(Settings settings, String key) {
        Path file = settings.path(key);
        if (!Files.isReadable(file)) {
            throw new SettingsException(
                    key + ": " + file + " cannot be read (expected: a file that this user may read)");
        }
        return file;
    }

    private static String folder(Settings settings, String key) {
        String folder = settings.get(key);
        if (folder.startsWith("/") || folder.endsWith("/") || ("/" + folder + "/").contains("/../")) {
            throw new SettingsException(key + ": " + folder
                    + " (expected: a folder seen from where the user lands, such as orders/in)");
        }
        return folder;
    }

    String door() {
        return "sftp." + name;
    }

    /** Beans by their names. */
    Map<String, String> secrets() {
        Map<String, String> secrets = new LinkedHashMap<>();
        password.ifPresent(value -> secrets.put(bean("password"), value));
        passphrase.ifPresent(value -> secrets.put(bean("passphrase"), value));
        return secrets;
    }

    private String bean(String secret) {
        return "sftp-" + secret + "-" + name;
    }

    /** What the template take-sftp-files asks for. */
    Map<String, Object> parameters() {
        Map<String, Object> parameters = new LinkedHashMap<>(Map.of("door", door(), "host", host, "port",
                String.valueOf(port), "directory", directory, "user", user, "knownHosts", knownHosts.toString(),
                "poll", poll));
        password.ifPresent(secret -> parameters.put("password", "#bean:" + bean("password")));
        keyFile.ifPresent(file -> parameters.put("keyFile", file.toString()));
        passphrase.ifPresent(secret -> parameters.put("passphrase", "#bean:" + bean("passphrase")));
        return parameters;
    }

    /** The way to the folder for answers. */
    SftpEndpoint endpoint(CamelContext context) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("username", user);
        password.ifPresent(secret -> options.put("password", "#bean:" + bean("password")));
        keyFile.ifPresent(file -> options.put("privateKeyFile", file.toString()));
        passphrase.ifPresent(secret -> options.put("privateKeyPassphrase", "#bean:" + bean("passphrase")));
        options.put("preferredAuthentications", "publickey,password");
        options.put("knownHostsFile", knownHosts.toString());
        options.put("strictHostKeyChecking", "yes");
        options.put("useUserKnownHostsFile", "false");
        options.put("stepwise", "false");
        options.put("connectTimeout", "10000");
        options.put("soTimeout", "30000");
        options.put("fileExist", "Override");
        return context.getEndpoint("sftp:" + host + ":" + port + "/" + out.orElseThrow() + "?"
                + URISupport.createQueryString(options), SftpEndpoint.class);
    }
}
