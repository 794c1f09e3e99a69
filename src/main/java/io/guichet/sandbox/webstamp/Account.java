package io.guichet.sandbox.webstamp;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One customer of the twin (webstamp 5.2).
 *
 * @param balance  what a prepaid account begins with, null for invoice
 * @param verified false = the letter's code was never entered (2242)
 */
record Account(String userid, String password, boolean business, BigDecimal balance, List<Integer> productLists,
        List<Licence> licences, boolean verified) {

    /** Subsystem and segment of every licence of the twin. */
    static final int SUBSYSTEM = 35;
    static final int SEGMENT = 10;

    private static final List<Account> ALL = List.of(
            business(1, List.of(2, 5), new Licence("60000011", "Siège Berne", false)),
            business(2, List.of(2), new Licence("60000021", "Bern", false), new Licence("60000022", "Zürich", true)),
            business(3, List.of(2), new Licence("60000031", "Bern", false), new Licence("60000032", "Basel", false)),
            business(4, List.of(2)),
            new Account("20000005", "wsws-geheim-5", false, new BigDecimal("50.00"), List.of(Catalogue.PRIVATE_LIST),
                    List.of(), true),
            business(6, List.of(2), new Licence("60000061", "Luzern", false)),
            business(7, List.of(2), new Licence("60000071", "Chur", false)),
            new Account("20000008", "wsws-geheim-8", true, null, List.of(2), List.of(), false));

    /** A franking licence; the favourite is the one that the customer marked on the site. */
    record Licence(String number, String comment, boolean favourite) {
    }

    static Map<String, Account> all() {
        Map<String, Account> byUserid = new TreeMap<>();
        ALL.forEach(account -> byUserid.put(account.userid(), account));
        return byUserid;
    }

    /** {@code prepaid} or {@code invoice}. */
    String paymentType() {
        return balance == null ? "invoice" : "prepaid";
    }

    Optional<Licence> licence(String number) {
        return licences.stream().filter(licence -> licence.number().equals(number)).findFirst();
    }

    private static Account business(int number, List<Integer> lists, Licence... licences) {
        return new Account("2000000" + number, "wsws-geheim-" + number, true, null, lists, List.of(licences), true);
    }
}
