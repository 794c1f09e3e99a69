package io.guichet.bench;

/** Who carries out the orders. */
enum Contestant {
    /** (a) The product. */
    GUICHET("Guichet, whole", "", true),
    /** (b) By hand. */
    LEAN("lean Java", "LeanJava", true),
    /** (c) The first route that one writes. */
    NAIVE("naive Camel", "NaiveCamel", true),
    /** (d) The call alone, by Camel. */
    CXF("camel-cxf call", "CxfCall", false),
    /** The call alone, as Guichet makes it. */
    OWN("Guichet's SOAP call", "OwnCall", false),
    /** (e) The call alone, by hand. */
    RAW("HttpClient 5 call", "RawCall", false);

    private final String words;
    private final String main;
    private final boolean whole;

    Contestant(String words, String main, boolean whole) {
        this.words = words;
        this.main = main;
        this.whole = whole;
    }

    String words() {
        return words;
    }

    String main() {
        return "io.guichet.bench." + main;
    }

    /** Whether it keeps a ledger and writes results. */
    boolean isWhole() {
        return whole;
    }
}
