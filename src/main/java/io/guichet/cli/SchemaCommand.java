package io.guichet.cli;

import io.guichet.order.ImportProfiles;
import io.guichet.order.OrderXsd;
import io.guichet.order.Schema;
import io.guichet.order.Schemas;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what orders and import profiles may say. */
@Command(name = "schema", mixinStandardHelpOptions = true, description = "Prints the JSON Schema of an operation's request, the XML Schema of orders, or the JSON Schema of import profiles.")
final class SchemaCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "SERVICE", arity = "0..1")
    private String service;

    @Parameters(index = "1", paramLabel = "OPERATION", arity = "0..1")
    private String operation;

    @Option(names = "--xsd", description = "The XML Schema of the XML form, of all operations.")
    private boolean xsd;

    @Option(names = "--import-profile", description = "The JSON Schema of import profiles for CSV.")
    private boolean importProfile;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Schemas schemas = new Schemas();
        if (xsd || importProfile) {
            if (xsd && importProfile || service != null) {
                throw new ParameterException(spec.commandLine(), "one of SERVICE OPERATION, --xsd, --import-profile");
            }
            spec.commandLine().getOut().print(xsd
                    ? new OrderXsd(schemas).text()
                    : ImportProfiles.schema().document().toPrettyString() + "\n");
            spec.commandLine().getOut().flush();
            return 0;
        }
        if (operation == null) {
            throw new ParameterException(spec.commandLine(), "SERVICE OPERATION: missing (expected: one of "
                    + schemas.services() + " and one of its operations, or --xsd, or --import-profile)");
        }
        return request(schemas);
    }

    private int request(Schemas schemas) {
        return schemas.request(service, operation).map(Schema::document).map(document -> {
            spec.commandLine().getOut().println(document.toPrettyString());
            return 0;
        }).orElseGet(() -> {
            spec.commandLine().getErr().println("guichet: " + service + " " + operation + " (expected: one of "
                    + (schemas.services().contains(service)
                            ? schemas.operations(service)
                            : schemas.services())
                    + ")");
            return 2;
        });
    }
}
