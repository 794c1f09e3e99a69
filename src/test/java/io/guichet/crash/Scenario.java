package io.guichet.crash;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A piece of the long form that stands for itself: a stage of its own, some rounds, a count after each.
 *
 * @param id       tells it from all others, so that a part that was interrupted goes on where it was
 * @param mutation what was broken on purpose; findings are wanted then
 */
record Scenario(String id, Optional<String> mutation, Course course) {

    static Scenario of(String id, Course course) {
        return new Scenario(id, Optional.empty(), course);
    }

    static Scenario broken(String id, String mutation, Course course) {
        return new Scenario(id, Optional.of(mutation), course);
    }

    /** What happens in it. */
    interface Course {
        void run(Path folder, Diary diary) throws Exception;
    }
}
