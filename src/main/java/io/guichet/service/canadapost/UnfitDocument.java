package io.guichet.service.canadapost;

/** A document of a shipment is missing, empty or of another type than it says: it is fetched again. */
final class UnfitDocument extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String kind;

    UnfitDocument(String kind) {
        super("no fit document: " + kind, null, false, false);
        this.kind = kind;
    }

    String kind() {
        return kind;
    }
}
