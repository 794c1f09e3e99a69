package io.guichet.desk;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Who is signed in, in the memory of this process: a restart signs everybody out. */
final class Sessions {

    private static final int MOST = 200;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Clock clock;
    private final Duration idle;
    private final Duration longest;
    private final Map<String, Session> all = new HashMap<>();

    /**
     * @param idle    without a request for so long it ends
     * @param longest so long after the sign-in it ends in any case
     */
    Sessions(Clock clock, Duration idle, Duration longest) {
        this.clock = clock;
        this.idle = idle;
        this.longest = longest;
    }

    /** One sign-in. What was done last is told once, on the page that follows. */
    static final class Session {

        private final String id = token();
        private final String csrf = token();
        private final Person person;
        private final Instant began;
        private Instant seen;
        private Optional<String> told = Optional.empty();

        private Session(Person person, Instant began) {
            this.person = person;
            this.began = began;
            this.seen = began;
        }

        String id() {
            return id;
        }

        /** Each form that writes carries it. */
        String csrf() {
            return csrf;
        }

        Person person() {
            return person;
        }

        synchronized void tell(String sentence) {
            told = Optional.of(sentence);
        }

        synchronized Optional<String> told() {
            Optional<String> once = told;
            told = Optional.empty();
            return once;
        }
    }

    synchronized Session begin(Person person) {
        drop();
        if (all.size() >= MOST) {
            all.values().stream().min(Comparator.comparing(session -> session.seen))
                    .ifPresent(oldest -> all.remove(oldest.id));
        }
        Session session = new Session(person, clock.instant());
        all.put(session.id, session);
        return session;
    }

    synchronized Optional<Session> find(String id) {
        drop();
        Optional<Session> found = Optional.ofNullable(all.get(id));
        found.ifPresent(session -> session.seen = clock.instant());
        return found;
    }

    synchronized void end(Session session) {
        all.remove(session.id);
    }

    private void drop() {
        Instant now = clock.instant();
        all.values().removeIf(session -> session.seen.plus(idle).isBefore(now)
                || session.began.plus(longest).isBefore(now));
    }

    private static String token() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
