package io.guichet.onboarding;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How far one account has come on its service's way: what is done, what comes next, and until when. */
public record Checklist(OnboardingPath path, List<Item> items) {

    /** Where a step stands; NOT_NEEDED where another one of its kind was done, or it comes after such a one. */
    public enum Status {
        DONE, NEXT, LATER, NOT_NEEDED
    }

    /** @param daysLeft negative once it is missed */
    public record Due(LocalDate until, long daysLeft, Wording missed) {

        public boolean isMissed() {
            return daysLeft < 0;
        }
    }

    /**
     * @param due      of an open step whose time runs
     * @param waitsFor of an open step: what comes before it and is not done
     */
    public record Item(Step step, Status status, Optional<DoneStep> done, Optional<Due> due, List<String> waitsFor) {

        public boolean isOpen() {
            return status == Status.NEXT || status == Status.LATER;
        }
    }

    public static Checklist of(OnboardingPath path, Collection<DoneStep> done, LocalDate today) {
        Map<String, DoneStep> byStep =
                done.stream().collect(Collectors.toMap(DoneStep::step, Function.identity(), (one, other) -> one));
        Set<String> behind = new HashSet<>(byStep.keySet());
        path.steps().stream().filter(step -> byStep.containsKey(step.id()))
                .forEach(step -> step.oneOf().ifPresent(behind::add));
        Set<String> skipped = new HashSet<>();
        path.steps().stream()
                .filter(step -> !byStep.containsKey(step.id()) && (step.oneOf().filter(behind::contains).isPresent()
                        || step.after().stream().anyMatch(skipped::contains)))
                .forEach(step -> skipped.add(step.id()));
        return new Checklist(path,
                path.steps().stream().map(step -> item(step, byStep, behind, skipped, today)).toList());
    }

    private static Item item(Step step, Map<String, DoneStep> done, Set<String> behind, Set<String> skipped,
            LocalDate today) {
        Optional<DoneStep> own = Optional.ofNullable(done.get(step.id()));
        if (own.isPresent()) {
            return new Item(step, Status.DONE, own, Optional.empty(), List.of());
        }
        if (skipped.contains(step.id())) {
            return new Item(step, Status.NOT_NEEDED, own, Optional.empty(), List.of());
        }
        List<String> waitsFor = step.after().stream().filter(before -> !behind.contains(before)).toList();
        Optional<Due> due = step.deadline().filter(deadline -> done.containsKey(deadline.from())).map(deadline -> {
            LocalDate until = deadline.until(done.get(deadline.from()).on());
            return new Due(until, ChronoUnit.DAYS.between(today, until), deadline.missed());
        });
        return new Item(step, waitsFor.isEmpty() ? Status.NEXT : Status.LATER, own, due, waitsFor);
    }

    public List<Item> next() {
        return items.stream().filter(item -> item.status() == Status.NEXT).toList();
    }

    /** The open steps whose time runs, the shortest first. */
    public List<Item> due() {
        return items.stream().filter(item -> item.due().isPresent())
                .sorted((one, other) -> one.due().get().until().compareTo(other.due().get().until())).toList();
    }

    public Item item(String step) {
        return items.stream().filter(item -> item.step().id().equals(step)).findFirst().orElseThrow();
    }

    public long doneCount() {
        return items.stream().filter(item -> item.status() == Status.DONE).count();
    }

    /** Those of a kind of which one is enough count as one. */
    public long neededCount() {
        return items.stream().filter(item -> item.status() != Status.NOT_NEEDED)
                .map(item -> item.step().oneOf().orElse(item.step().id())).distinct().count();
    }
}
