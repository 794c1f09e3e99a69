package io.guichet.desk;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Lets people in by their passwords; who guesses waits, by the name and the address that he guesses from. */
final class SignIns {

    /** Of a name from one address. */
    private static final int FREE_TRIES = 5;
    /** Of a name from everywhere, and of an address: behind a proxy all people have one, and nobody is to lock out others. */
    private static final int FREE_TRIES_OF_MANY = 50;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    /** After so long without a failure nothing is remembered. */
    private static final Duration FORGOTTEN = Duration.ofHours(1);
    private static final int LONGEST_NAME = 64;
    private static final Duration MOMENT = Duration.ofSeconds(1);
    /** A password takes a third of a second of a processor: strangers are not to have all of them. */
    private static final Semaphore AT_ONCE = new Semaphore(2);
    /** So many names and addresses are remembered. */
    private static final int MOST = 2_000;
    /** Checked where nobody is called so, so that a wrong name takes as long as a wrong password. */
    private static final String NOBODYS = Passwords.encoded("nobody is called so".toCharArray());

    private record Tries(int failed, Instant at, Instant until) {
    }

    /** What became of a sign-in; the pause is there where it was not even looked at. */
    record Outcome(Optional<Person> person, Optional<Duration> pause) {
    }

    private final Map<String, Person> people;
    private final Clock clock;
    private final Map<String, Tries> failures = new LinkedHashMap<>();

    SignIns(Map<String, Person> people, Clock clock) {
        this.people = Map.copyOf(people);
        this.clock = clock;
    }

    Outcome of(String name, String password, String address) {
        // What is longer is nobody's name, and is not remembered in its length.
        String typed = name.length() > LONGEST_NAME ? "" : name;
        // The three kinds of keys never meet.
        Map<String, Integer> free = Map.of("pair " + address + " " + typed, FREE_TRIES, "name " + typed,
                FREE_TRIES_OF_MANY, "from " + address, FREE_TRIES_OF_MANY);
        Optional<Duration> wait = begin(free);
        if (wait.isPresent()) {
            return new Outcome(Optional.empty(), wait);
        }
        Optional<Person> person = Optional.ofNullable(people.get(typed));
        boolean right;
        try {
            right = Passwords.matches(password, person.map(Person::password).orElse(NOBODYS));
        } finally {
            AT_ONCE.release();
        }
        if (right && person.isPresent()) {
            forgive(free);
            return new Outcome(person, Optional.empty());
        }
        return new Outcome(Optional.empty(), Optional.empty());
    }

    /** Counted before it is looked at, so that many guesses at once are not all free. */
    private synchronized Optional<Duration> begin(Map<String, Integer> free) {
        Instant now = clock.instant();
        Optional<Duration> longest = free.keySet().stream().map(failures::get).filter(Objects::nonNull)
                .filter(tries -> tries.until().isAfter(now)).map(tries -> Duration.between(now, tries.until()))
                .max(Duration::compareTo);
        if (longest.isPresent()) {
            return longest;
        }
        if (!AT_ONCE.tryAcquire()) {
            return Optional.of(MOMENT);
        }
        free.forEach((key, tries) -> failed(key, tries, now));
        return Optional.empty();
    }

    private void failed(String key, int free, Instant now) {
        // The one that failed last is forgotten last.
        Tries before =
                Optional.ofNullable(failures.remove(key)).filter(tries -> tries.at().plus(FORGOTTEN).isAfter(now))
                        .orElse(new Tries(0, now, Instant.EPOCH));
        int count = before.failed() + 1;
        Instant until = Instant.EPOCH;
        if (count >= free) {
            long seconds = FIRST_WAIT.toSeconds() << Math.min(count - free, 10);
            until = now.plusSeconds(Math.min(seconds, LONGEST_WAIT.toSeconds()));
        }
        failures.put(key, new Tries(count, now, until));
        if (failures.size() > MOST) {
            failures.remove(failures.keySet().iterator().next());
        }
    }

    /** It was the right one: of the name nothing is held against anybody, of the address this one try is not. */
    private synchronized void forgive(Map<String, Integer> free) {
        free.keySet().forEach(key -> {
            Tries tries = failures.remove(key);
            if (tries != null && key.startsWith("from ") && tries.failed() > 1) {
                failures.put(key, new Tries(tries.failed() - 1, tries.at(), Instant.EPOCH));
            }
        });
    }
}
