package io.guichet.desk;

/**
 * Who may sign in.
 *
 * @param password as {@link Passwords} has encoded it
 */
public record Person(String name, Role role, String password) {

    /** As the ledger's audit names the person. */
    String who() {
        return "desk " + name;
    }

    /** Not even encoded does a password stand in a log. */
    @Override
    public String toString() {
        return name + " (" + role + ")";
    }
}
