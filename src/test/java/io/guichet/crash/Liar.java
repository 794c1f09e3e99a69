package io.guichet.crash;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The twin books at once and lists the booking late; every answer is lost. All times are divided by the same number, so
 * that an hour is twelve seconds.
 */
final class Liar {

    private static final int SCALE = 300;
    private static final Duration SETTLE = Duration.ofMinutes(15);
    private static final int ORDERS = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private Liar() {
    }

    static void lie(Duration delay, Path folder, Diary diary) throws Exception {
        try (Stage stage = Stage.set(folder).withFuse()
                .with("guichet.worker.brake", "1000")
                .with("guichet.webstamp.settle-time", scaled(SETTLE).toMillis() + "ms")
                .with("guichet.reconcile.looks", "400ms,3s,12s,72s")) {
            stage.fault("{\"kind\":\"lost-after\",\"operation\":\"new_order\",\"calls\":" + ORDERS + "}",
                    "{\"kind\":\"late-listing\",\"duration\":\"" + scaled(delay) + "\"}");
            stage.open();
            long began = System.nanoTime();
            stage.drop("L.ndjson", Trials.ids("L", ORDERS));
            stage.awaitRest(PATIENCE);
            if (delay.compareTo(SETTLE) < 0) {
                new Round(stage, Optional.of(diary)).count(0, words(delay), "L", began);
            }
            long twice = stage.evidence().book().size() - ORDERS;
            // Each is told and pauses its account: nobody finds out from the invoice.
            await().atMost(PATIENCE).until(() -> stage.records().lateBookings() == twice);
            diary.write(Diary.line().put("liar", words(delay)).put("orders", ORDERS).put("twice", twice)
                    .put("alarmed", stage.records().lateBookings()));
            stage.stop();
        }
    }

    private static String words(Duration delay) {
        return "every answer is lost; the booking is listed " + delay.toMinutes() + " min later, the settle time is "
                + SETTLE.toMinutes() + " min (times divided by " + SCALE + ")";
    }

    private static Duration scaled(Duration time) {
        return time.dividedBy(SCALE);
    }
}
