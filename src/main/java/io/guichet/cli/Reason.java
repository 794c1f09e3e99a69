package io.guichet.cli;

import picocli.CommandLine.Option;

/** Why a person does it, for whoever reads of it later. */
final class Reason {

    @Option(names = "--why", paramLabel = "TEXT", defaultValue = "no reason given", description = "for whoever reads of it later")
    private String why;

    String why() {
        return why;
    }
}
