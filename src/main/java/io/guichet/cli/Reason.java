package io.guichet.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Why a person does it, for whoever reads of it later. */
final class Reason {

    @Option(names = "--why", paramLabel = "TEXT", description = "for whoever reads of it later")
    private Optional<String> why = Optional.empty();

    boolean isGiven() {
        return why.filter(text -> !text.isBlank()).isPresent();
    }

    String why(Counter counter) {
        return why.orElseGet(() -> counter.words("reason.none"));
    }
}
