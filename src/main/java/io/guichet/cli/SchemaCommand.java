package io.guichet.cli;

import io.guichet.order.Schemas;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints the JSON Schema of an operation's request. */
@Command(name = "schema", mixinStandardHelpOptions = true, description = "Prints the JSON Schema of an operation's request.")
final class SchemaCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "SERVICE")
    private String service;

    @Parameters(index = "1", paramLabel = "OPERATION")
    private String operation;

    @Override
    public Integer call() {
        Schemas schemas = new Schemas();
        return schemas.request(service, operation).map(schema -> {
            System.out.println(schema.document().toPrettyString());
            return 0;
        }).orElseGet(() -> {
            System.err.println("guichet: " + service + " " + operation + " (expected: one of "
                    + (schemas.services().contains(service)
                            ? schemas.operations(service)
                            : schemas.services())
                    + ")");
            return 2;
        });
    }
}
