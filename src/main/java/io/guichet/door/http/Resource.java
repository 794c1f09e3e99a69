package io.guichet.door.http;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What this door has behind its paths; every other path of the port is another door's. */
enum Resource {

    ORDERS("/orders/?", List.of("POST"), Set.of("profile")), ORDER("/orders/[^/]+/?", List.of("GET", "HEAD"),
            Set.of("service", "account", "operation")), DOCUMENT("/orders/[^/]+/documents/[^/]+",
                    List.of("GET", "HEAD"), Set.of("service", "account", "operation")), INPUT("/inputs/[^/]+/?",
                            List.of("GET", "HEAD"),
                            Set.of("after")), DESCRIPTION("/openapi\\.json", List.of("GET", "HEAD"),
                                    Set.of()), NOTIFICATION("/notify/[^/]+/[^/]+/?", List.of("POST"),
                                            Set.of()), RETURN("/return/[^/]+/[^/]+/?", List.of("POST"), Set.of()), PAY(
                                                    "/pay/[^/]+/[^/]+/?", List.of("GET", "HEAD"), Set.of());

    private final Pattern path;
    private final List<String> methods;
    private final Set<String> parameters;

    Resource(String path, List<String> methods, Set<String> parameters) {
        this.path = Pattern.compile(path);
        this.methods = methods;
        this.parameters = parameters;
    }

    static Optional<Resource> at(String path) {
        return Arrays.stream(values()).filter(resource -> resource.path.matcher(path).matches()).findFirst();
    }

    List<String> methods() {
        return methods;
    }

    /** What a query may say. */
    Set<String> parameters() {
        return parameters;
    }

    boolean takesBody() {
        return this == ORDERS;
    }

    /** Who sends it proves it by a signature. */
    boolean isSigned() {
        return this == NOTIFICATION || this == RETURN;
    }

    /** It tells how to authenticate, or is for a buyer, whose address nobody else knows. */
    boolean isPublic() {
        return this == DESCRIPTION || this == PAY;
    }

    /** Documents and pages have types of their own, everything else is JSON. */
    boolean isJson() {
        return this != DOCUMENT && this != PAY && this != RETURN;
    }

    /** What may be kept by its caller, and is asked for again each time. */
    boolean isKept() {
        return this == DOCUMENT;
    }
}
