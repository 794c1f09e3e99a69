package io.guichet.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guichet.FilesBelow;
import io.guichet.crash.Evidence.AttemptRow;
import io.guichet.crash.Evidence.AuditRow;
import io.guichet.crash.Evidence.Booking;
import io.guichet.crash.Evidence.OrderRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The count after every restart (lifecycle 6). Each finding is one sentence; none means that nothing was bought twice,
 * nothing lost, nothing left lying and nothing told.
 */
final class Count {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> PURCHASES = Set.of("stamps", "shipment", "refund", "stored-card-payment");

    /** Where what senders wrote belongs: the originals, the ledger's and the broker's own files. */
    private static final Set<String> FOLDERS_OF_ORDERS = Set.of("in", "work", "done", "error", "ledger", "broker");

    private final Evidence evidence;
    private final List<String> findings = new ArrayList<>();
    private final Map<String, OrderRow> rows = new HashMap<>();
    private final Map<String, List<Booking>> bookings;

    private Count(Evidence evidence) {
        this.evidence = evidence;
        this.bookings = evidence.book().stream().collect(Collectors.groupingBy(Booking::reference));
    }

    static List<String> findings(Evidence evidence) {
        return new Count(evidence).count();
    }

    private List<String> count() {
        try {
            inputs();
            purchases();
            attempts();
            states();
            audit();
            files();
            reports();
            queues();
            secrets();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return List.copyOf(findings);
    }

    private void found(String sentence) {
        findings.add(sentence);
    }

    private void inputs() throws IOException {
        for (OrderRow row : evidence.ledger().orders()) {
            if (rows.put(row.orderId(), row) != null) {
                found(row.orderId() + " stands twice in the ledger");
            }
            if (!evidence.sent().contains(row.orderId())) {
                found(row.orderId() + " stands in the ledger and nobody sent it");
            }
        }
        Set<String> moving = new HashSet<>();
        for (String folder : List.of("in", "work")) {
            for (Path file : filesBelow(evidence.home().resolve(folder))) {
                String content = Files.readString(file, StandardCharsets.UTF_8);
                evidence.sent().stream().filter(id -> content.contains("\"" + id + "\"")).forEach(moving::add);
            }
        }
        evidence.queues().getOrDefault("guichet.orders", List.of())
                .forEach(message -> moving.add(message.path("orderId").asText()));
        for (String id : evidence.sent()) {
            if (!rows.containsKey(id) && !moving.contains(id)) {
                found(id + " is lost: in no folder, on no queue, not in the ledger");
            }
        }
    }

    private void purchases() {
        bookings.forEach((reference, booked) -> {
            if (booked.size() > 1) {
                found(reference + " was bought " + booked.size() + " times: "
                        + booked.stream().map(Booking::attemptKey).toList());
            }
            if (!evidence.sent().contains(reference)) {
                found(reference + " was bought and nobody ordered it");
            }
        });
        for (OrderRow row : rows.values()) {
            int booked = bookings.getOrDefault(row.orderId(), List.of()).size();
            boolean open = Set.of("SENT", "BOUGHT", "IN_DOUBT").contains(row.state());
            if (row.state().equals("COMPLETED") && PURCHASES.contains(row.operation()) && booked == 0) {
                found(row.orderId() + " is COMPLETED and was never booked");
            }
            if (booked > 0 && !row.state().equals("COMPLETED") && !open) {
                found(row.orderId() + " was booked and is " + row.state());
            }
        }
    }

    private void attempts() {
        Set<String> keys = evidence.ledger().attempts().stream().map(AttemptRow::key).collect(Collectors.toSet());
        for (Booking booking : evidence.book()) {
            if (booking.attemptKey() == null || !keys.contains(booking.attemptKey())) {
                found(booking.reference() + " was booked with the key " + booking.attemptKey()
                        + ", for which no intent stands in the ledger");
            }
        }
        evidence.requests().filter(requests -> requests > evidence.ledger().attempts().size())
                .ifPresent(requests -> found(requests + " requests to buy for " + evidence.ledger().attempts().size()
                        + " attempts"));
        // Point 51: an order and its attempt end together.
        Set<Long> done = evidence.ledger().attempts().stream()
                .filter(attempt -> attempt.ended().equals(Optional.of("DONE"))).map(AttemptRow::order)
                .collect(Collectors.toSet());
        rows.values().stream().filter(row -> PURCHASES.contains(row.operation()))
                .filter(row -> done.contains(row.id()) != Set.of("COMPLETED", "BOUGHT").contains(row.state()))
                .forEach(row -> found(row.orderId() + " is " + row.state() + " and "
                        + (done.contains(row.id()) ? "an" : "no") + " attempt of it is DONE"));
        Map<Long, Long> open = evidence.ledger().attempts().stream().filter(attempt -> attempt.ended().isEmpty())
                .collect(Collectors.groupingBy(AttemptRow::order, Collectors.counting()));
        for (OrderRow row : rows.values()) {
            long opened = open.getOrDefault(row.id(), 0L);
            if (opened > (row.state().equals("SENT") ? 1 : 0)) {
                found(row.orderId() + " is " + row.state() + " with " + opened + " attempts that have no end");
            }
        }
    }

    private void states() {
        Set<Long> answered = Set.copyOf(evidence.ledger().answered());
        Set<Long> told = Set.copyOf(evidence.ledger().handedOver());
        for (OrderRow row : rows.values()) {
            if (Set.of("IN_DOUBT", "BOUGHT").contains(row.state()) && !row.due() && !told.contains(row.id())) {
                found(row.orderId() + " is " + row.state() + " with neither a next look nor a person");
            }
            if (row.state().equals("SENT") && !row.leased()) {
                found(row.orderId() + " is SENT without a lease, nobody will doubt it");
            }
            if (Set.of("ACCEPTED", "READY").contains(row.state()) && !row.due()) {
                found(row.orderId() + " is " + row.state() + " and never due");
            }
            if (row.isFinal() && !answered.contains(row.id())) {
                found(row.orderId() + " is " + row.state() + " without an answer beside it");
            }
        }
    }

    private void audit() {
        Map<Long, List<AuditRow>> chains = evidence.ledger().audit().stream()
                .collect(Collectors.groupingBy(AuditRow::order));
        for (OrderRow row : rows.values()) {
            List<AuditRow> chain = new ArrayList<>(chains.getOrDefault(row.id(), List.of()));
            chain.sort((one, other) -> Integer.compare(one.version(), other.version()));
            if (chain.isEmpty() || chain.get(0).version() != 0 || chain.get(0).from().isPresent()) {
                found(row.orderId() + " has no audit row of its beginning");
                continue;
            }
            for (int i = 1; i < chain.size(); i++) {
                if (!chain.get(i).from().equals(Optional.of(chain.get(i - 1).to()))) {
                    found(row.orderId() + ": the audit goes from " + chain.get(i - 1).to() + " on with "
                            + chain.get(i).from().orElse("nothing") + " in version " + chain.get(i).version());
                }
            }
            AuditRow last = chain.get(chain.size() - 1);
            if (!last.to().equals(row.state()) || last.version() > row.version()) {
                found(row.orderId() + " is " + row.state() + " in version " + row.version() + ", its audit ends with "
                        + last.to() + " in version " + last.version());
            }
        }
    }

    private void files() throws IOException {
        Path out = evidence.home().resolve("out");
        Map<String, Path> there = new TreeMap<>();
        for (Path file : filesBelow(out)) {
            there.put(out.relativize(file).toString(), file);
        }
        for (Path left : filesBelow(evidence.home().resolve("work"))) {
            found(left.getFileName() + " is left in work/");
        }
        filesBelow(evidence.home().resolve("report")).stream().map(file -> file.getFileName().toString())
                .filter(name -> name.startsWith(".")).forEach(name -> found(name + " is left in report/"));
        there.keySet().stream().filter(name -> name.startsWith(".") || name.endsWith(".part"))
                .forEach(name -> found(name + " is left in out/"));
        for (OrderRow row : rows.values()) {
            boolean completed = row.state().equals("COMPLETED");
            Path result = there.get(row.name() + ".result.json");
            if (completed && result == null) {
                found(row.orderId() + " is COMPLETED and has no result file");
            }
            if (!completed && result != null) {
                found(row.orderId() + " is " + row.state() + " and has a result file");
            }
            if (!row.isFinal() || completed) {
                if (there.containsKey(row.name() + ".error.json")) {
                    found(row.orderId() + " is " + row.state() + " and has an error file");
                }
            } else if (!there.containsKey(row.name() + ".error.json")) {
                found(row.orderId() + " is " + row.state() + " and has no error file");
            }
            if (row.isFinal() && there.containsKey(row.name() + ".waiting.json")) {
                found(row.orderId() + " is " + row.state() + " and still has a file that says it waits");
            }
            if (result != null) {
                documents(row, JSON.readTree(result.toFile()), there);
            }
        }
    }

    private void documents(OrderRow row, JsonNode result, Map<String, Path> there) throws IOException {
        List<String> booked = bookings.getOrDefault(row.orderId(), List.of()).stream()
                .flatMap(booking -> booking.documents().stream()).sorted().toList();
        List<String> written = new ArrayList<>();
        for (JsonNode document : result.path("documents")) {
            String name = document.path("name").asText();
            if (!there.containsKey(name)) {
                found(row.orderId() + ": " + name + " stands in the result and not in out/");
                continue;
            }
            String hash = sha256(Files.readAllBytes(there.get(name)));
            written.add(hash);
            if (!hash.equals(document.path("sha256").asText())) {
                found(row.orderId() + ": " + name + " has other bytes than its result says");
            }
        }
        if (PURCHASES.contains(row.operation()) && !written.stream().sorted().toList().equals(booked)) {
            found(row.orderId() + ": " + written.size() + " documents in out/ are not the " + booked.size()
                    + " that the twin sold");
        }
    }

    /** Each original has a report that names all its orders, as they stand where none of them is open. */
    private void reports() throws IOException {
        for (Path original : filesBelow(evidence.home().resolve("done"))) {
            String name = original.getFileName().toString();
            Path report = evidence.home().resolve("report")
                    .resolve(name.substring(0, name.lastIndexOf('.')) + ".report.csv");
            if (!Files.exists(report)) {
                found(name + " has no report");
                continue;
            }
            Map<String, String> told = new HashMap<>();
            for (String line : Files.readAllLines(report, StandardCharsets.UTF_8)) {
                String[] cells = line.split(",", -1);
                told.put(cells[1], cells[5]);
            }
            String content = Files.readString(original, StandardCharsets.UTF_8);
            List<String> ids = evidence.sent().stream().filter(id -> content.contains("\"" + id + "\"")).sorted()
                    .toList();
            ids.stream().filter(id -> !told.containsKey(id))
                    .forEach(id -> found(id + " is missing in the report of " + name));
            if (ids.stream().allMatch(id -> rows.containsKey(id) && rows.get(id).isFinal())) {
                ids.stream().filter(told::containsKey).filter(id -> !told.get(id).equals(rows.get(id).state()))
                        .forEach(id -> found(id + " is " + rows.get(id).state() + ", the report of " + name + " says "
                                + told.get(id)));
            }
        }
    }

    private void queues() {
        Map<String, List<JsonNode>> finals = Stream.of("guichet.results", "guichet.errors")
                .flatMap(queue -> evidence.queues().getOrDefault(queue, List.of()).stream())
                .filter(answer -> answer.hasNonNull("completedAt") || answer.path("state").asText().equals("REJECTED"))
                .collect(Collectors.groupingBy(answer -> answer.path("orderId").asText()));
        for (OrderRow row : rows.values()) {
            List<JsonNode> answers = finals.getOrDefault(row.orderId(), List.of());
            Set<String> states = answers.stream().map(answer -> answer.path("state").asText())
                    .collect(Collectors.toSet());
            if (row.isFinal() && !states.equals(Set.of(row.state()))) {
                found(row.orderId() + " is " + row.state() + ", the queues say " + states);
            }
            if (!row.isFinal() && !states.isEmpty()) {
                found(row.orderId() + " is " + row.state() + ", the queues say " + states);
            }
            if (Set.copyOf(answers).size() > 1) {
                found(row.orderId() + " has " + answers.size() + " final answers on the queues that differ");
            }
        }
        Function<String, List<JsonNode>> on = queue -> evidence.queues().getOrDefault(queue, List.of());
        if (!on.apply("guichet.orders.dead").isEmpty()) {
            found(on.apply("guichet.orders.dead").size() + " messages lie on guichet.orders.dead");
        }
    }

    private void secrets() throws IOException {
        List<String> everywhere = evidence.secrets().nowhere();
        List<String> anyOf = Stream.concat(everywhere.stream(), evidence.secrets().ordersOf().stream()).toList();
        for (Path file : filesBelow(evidence.home())) {
            String folder = evidence.home().relativize(file).getName(0).toString();
            boolean document = folder.equals("out") && !file.toString().endsWith(".json");
            String content = Files.readString(file, StandardCharsets.ISO_8859_1);
            // The rows of those that were refused, as their sender wrote them.
            boolean rejected = folder.equals("report") && file.toString().contains(".rejected.");
            for (String secret : FOLDERS_OF_ORDERS.contains(folder) || document || rejected ? everywhere : anyOf) {
                if (content.contains(secret)) {
                    found(evidence.home().relativize(file) + " tells a secret, " + masked(secret));
                }
            }
        }
        for (String secret : anyOf) {
            if (evidence.words().stream().anyMatch(words -> words.contains(secret))) {
                found("the log tells a secret, " + masked(secret));
            }
            if (evidence.ledger().texts().stream().anyMatch(text -> text.contains(secret))) {
                found("an answer, a notice or the audit tells a secret, " + masked(secret));
            }
        }
    }

    private static String masked(String secret) {
        return secret.substring(0, 4) + "…";
    }

    private static List<Path> filesBelow(Path folder) throws IOException {
        return FilesBelow.in(folder);
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
