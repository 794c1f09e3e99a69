package io.guichet.crash;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What became of some orders, by the twin's own book and the files that were answered.
 *
 * @param twice     bought more than once
 * @param noResult  bought, and no result says so
 * @param lost      neither bought nor answered
 * @param notBought answered with a result, and never bought
 * @param failed    not bought, and an error file says so
 */
record Reckoning(int orders, long twice, long noResult, long lost, long notBought, long failed) {

    static Reckoning of(List<String> orderIds, List<String> sold, Path out) {
        return new Reckoning(orderIds.size(),
                orderIds.stream().filter(id -> Collections.frequency(sold, id) > 1).count(),
                orderIds.stream().filter(id -> sold.contains(id) && !isAnswered(out, id, "result")).count(),
                orderIds.stream().filter(id -> !sold.contains(id) && !isAnswered(out, id, "result")
                        && !isAnswered(out, id, "error")).count(),
                orderIds.stream().filter(id -> !sold.contains(id) && isAnswered(out, id, "result")).count(),
                orderIds.stream().filter(id -> !sold.contains(id) && isAnswered(out, id, "error")).count());
    }

    /** Only what is not as it should be. */
    String words() {
        return Stream.of(words(twice, "bought twice"), words(noResult, "bought, no result"), words(lost, "lost"),
                words(notBought, "result, not bought"), words(failed, "told as failed"))
                .filter(text -> !text.isEmpty()).collect(Collectors.joining("; "));
    }

    private static String words(long count, String what) {
        return count == 0 ? "" : count + " " + what;
    }

    /** Half a file is no answer. */
    private static boolean isAnswered(Path out, String orderId, String kind) {
        Path file = out.resolve(orderId + "." + kind + ".json");
        try {
            return Files.exists(file)
                    && new ObjectMapper().readTree(file.toFile()).path("orderId").asText().equals(orderId);
        } catch (IOException broken) {
            return false;
        }
    }
}
