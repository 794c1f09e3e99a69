package io.guichet.desk;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Lets people in by their passwords; who guesses waits, by the name and the address that he guesses from. */
final class SignIns {

    /** Of a name from one address. */
    private static final int FREE_TRIES = 5;
    /** Of a name from everywhere, and of an address: behind a proxy all people have one, and nobody is to lock out others. */
    private static final int FREE_TRIES_OF_MANY = 50;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    /** So many names and addresses are remembered. */
    private static final int MOST = 2_000;
    /** Checked where nobody is called so, so that a wrong name takes as long as a wrong password. */
    private static final String NOBODYS = Passwords.encoded("nobody is called so".toCharArray());

    private record Tries(int failed, Instant until) {
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
        // The three kinds of keys never meet.
        String pair = "pair " + address + " " + name;
        String byName = "name " + name;
        String byAddress = "from " + address;
        Optional<Duration> wait = waits(pair, byName, byAddress);
        if (wait.isPresent()) {
            return new Outcome(Optional.empty(), wait);
        }
        Optional<Person> person = Optional.ofNullable(people.get(name));
        boolean right = Passwords.matches(password, person.map(Person::password).orElse(NOBODYS));
        if (right && person.isPresent()) {
            forget(pair);
            forget(byName);
            return new Outcome(person, Optional.empty());
        }
        failed(pair, FREE_TRIES);
        failed(byName, FREE_TRIES_OF_MANY);
        failed(byAddress, FREE_TRIES_OF_MANY);
        return new Outcome(Optional.empty(), Optional.empty());
    }

    private synchronized Optional<Duration> waits(String... keys) {
        Instant now = clock.instant();
        Duration longest = Duration.ZERO;
        for (String key : keys) {
            Tries tries = failures.get(key);
            if (tries != null && tries.until().isAfter(now)) {
                Duration left = Duration.between(now, tries.until());
                longest = longest.compareTo(left) < 0 ? left : longest;
            }
        }
        return longest.isZero() ? Optional.empty() : Optional.of(longest);
    }

    private synchronized void failed(String key, int free) {
        Tries before = failures.getOrDefault(key, new Tries(0, Instant.EPOCH));
        int count = before.failed() + 1;
        Instant until = Instant.EPOCH;
        if (count >= free) {
            long seconds = FIRST_WAIT.toSeconds() << Math.min(count - free, 10);
            until = clock.instant().plusSeconds(Math.min(seconds, LONGEST_WAIT.toSeconds()));
        }
        // The one that failed last is forgotten last.
        failures.remove(key);
        failures.put(key, new Tries(count, until));
        if (failures.size() > MOST) {
            failures.remove(failures.keySet().iterator().next());
        }
    }

    private synchronized void forget(String key) {
        failures.remove(key);
    }
}
