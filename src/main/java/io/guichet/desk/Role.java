package io.guichet.desk;

/** What a person may do at the page. */
public enum Role {
    /** Sees everything that is shown. */
    READER,
    /** Also decides. */
    OPERATOR;

    boolean covers(Role needed) {
        return compareTo(needed) >= 0;
    }
}
