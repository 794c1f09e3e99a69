package io.guichet.crash;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A product that is broken on purpose, by an installation whose routes are others: the count has to find it. */
enum Mutation {

    INTENT_AFTER_CALL("the intent is committed behind the call") {

        @Override
        void run(Path folder, Diary diary) throws Exception {
            Path installation = Installations.copy(folder.resolve("installation"),
                    Map.of("20-work.camel.yaml", Mutation::intentAfterCall));
            try (Stage stage = Stage.set(folder).withFuse().with("guichet.installation", installation.toString())) {
                stage.open();
                new Round(stage, Optional.of(diary)).play(Trials.byFile(29, FusePoint.afterStep("call-service")), "I");
            }
        }
    },
    REPEATED_REQUEST("a request whose answer is lost is sent again") {

        @Override
        void run(Path folder, Diary diary) throws Exception {
            Path installation = Installations.copy(folder.resolve("installation"),
                    Map.of("00-errors.camel.yaml", Mutation::repeatedRequest));
            try (Stage stage = Stage.set(folder).withFuse().with("guichet.installation", installation.toString())) {
                stage.open();
                stage.fault(stage.ware().lostAfter());
                long began = System.nanoTime();
                stage.drop("H.ndjson", List.of("H-1"));
                new Round(stage, Optional.of(diary)).count(0, "the answer is lost after the booking", "H", began);
            }
        }
    },
    ABSENT_AT_ONCE("\"absent\" is believed at once, of a service that lists a booking late") {

        @Override
        void run(Path folder, Diary diary) throws Exception {
            try (Stage stage = Stage.set(folder).withFuse().with("guichet.webstamp.settle-time", "0s")) {
                stage.open();
                stage.fault(stage.ware().lostAfter());
                stage.control("faults", "{\"kind\":\"late-listing\",\"duration\":\"PT20S\"}");
                long began = System.nanoTime();
                stage.drop("L.ndjson", List.of("L-1"));
                new Round(stage, Optional.of(diary)).count(0, "the answer is lost after the booking", "L", began);
            }
        }
    };

    private final String words;
    Mutation(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    abstract void run(Path folder, Diary diary) throws Exception;

    /** The step that calls goes in front of the one that commits the intent, with the work as it was claimed. */
    private static String intentAfterCall(String route) {
        Matcher call = Pattern.compile("( +)- to:\\n +id: call-service\\n(?:\\1 .*\\n)+").matcher(route);
        Matcher intent = Pattern.compile("( +)- setVariable:\\n +id: commit-intent\\n").matcher(route);
        if (!call.find() || !intent.find()) {
            return route;
        }
        String early = call.group().strip().lines().map(line -> line.replaceFirst("^" + call.group(1), ""))
                .map(line -> intent.group(1) + line + "\n").collect(Collectors.joining());
        return route.substring(0, intent.start()) + early + route.substring(intent.start(), call.start())
                + route.substring(call.end());
    }

    /** Every error of a purchase is first answered with one more try of the step that failed: the call. */
    private static String repeatedRequest(String errors) {
        int from = errors.indexOf("id: settle-by-outcome-table");
        return errors.substring(0, from)
                + errors.substring(from).replaceFirst("maximumRedeliveries: 0", "maximumRedeliveries: 1");
    }
}
