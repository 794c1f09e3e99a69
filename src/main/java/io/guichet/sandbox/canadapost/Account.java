package io.guichet.sandbox.canadapost;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One customer of the twin with his key pair; docs/sandbox.md lists them.
 *
 * @param customer ten digits
 * @param former   older numbers under which he may still be named
 * @param card     the default card of the profile, null without one (9174)
 */
record Account(String user, String password, String customer, List<String> former, Card card, Set<Trait> traits) {

    private static final int DIGITS = 10;
    private static final Card MARIE = new Card("VIS", "Marie Tremblay");
    private static final Card JEAN = new Card("MC", "Jean Tremblay");

    private static final List<Account> ALL = List.of(
            // The pair and the number of the contract's literal messages.
            new Account("KEYUSER", "KEYPASSWORD", "0007654321", List.of(), MARIE, Set.of(Trait.ONE_PIN)),
            numbered(2, JEAN), numbered(3, null), numbered(4, JEAN, Trait.NOT_AUTHORIZED),
            numbered(5, JEAN, Trait.SLOW), numbered(6, JEAN, Trait.DECLINED), numbered(7, JEAN, Trait.COMMERCIAL),
            numbered(8, JEAN, Trait.INACTIVE), numbered(9, JEAN, Trait.PRODUCTION_KEY),
            // Both numbers stand in the example of the service's own page.
            new Account("canada-key-sample", "canada-secret-sample", "0003798235", List.of("0001111111"),
                    new Card("MC", "John Doe"), Set.of()));

    /** What is special about an account. */
    enum Trait {
        /** Every tracking PIN is the development platform's (canadapost 5.2). */
        ONE_PIN,
        /** The key may not mail on behalf of its own customer: AA004. */
        NOT_AUTHORIZED,
        /** Twenty calls a minute. */
        SLOW,
        /** The card is refused: 1162. */
        DECLINED,
        /** Has a parcel agreement: 9173. */
        COMMERCIAL,
        /** AA001. */
        INACTIVE,
        /** A pair for production: AA002. */
        PRODUCTION_KEY
    }

    /** A card as the receipt shows it. */
    record Card(String type, String name) {
    }

    static List<Account> all() {
        return ALL;
    }

    /** The account with that key. */
    static Optional<Account> of(SoapCall.Key key) {
        return ALL.stream().filter(one -> one.user.equals(key.user()) && one.password.equals(key.password()))
                .findFirst();
    }

    /** The account that has or had that customer number, padded or not. */
    static Optional<Account> ofCustomer(String number) {
        return ALL.stream().filter(one -> one.isCustomer(number)).findFirst();
    }

    /** Zeros in front, up to ten digits (canadapost 5.1). */
    static String padded(String number) {
        return "0".repeat(Math.max(0, DIGITS - number.length())) + number;
    }

    boolean isCustomer(String number) {
        String padded = padded(number);
        return customer.equals(padded) || former.contains(padded);
    }

    boolean has(Trait trait) {
        return traits.contains(trait);
    }

    @Override
    public String toString() {
        return customer;
    }

    private static Account numbered(int number, Card card, Trait... traits) {
        return new Account("canada-key-" + number, "canada-secret-" + number, "000765432" + number, List.of(), card,
                Set.of(traits));
    }
}
