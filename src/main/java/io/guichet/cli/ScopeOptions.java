package io.guichet.cli;

import picocli.CommandLine.Option;

/** What is to be paused or resumed; everything where nothing is named. */
final class ScopeOptions {

    @Option(names = "--service", paramLabel = "SERVICE", defaultValue = Scope.ALL, description = "this service only")
    private String service;

    @Option(names = "--account", paramLabel = "ACCOUNT", defaultValue = Scope.ALL, description = "this account only")
    private String account;

    Scope scope() {
        return new Scope(service, account);
    }
}
