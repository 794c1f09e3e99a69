package io.guichet.service.canadapost;

import io.guichet.purchase.Account;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Who calls: the two halves of the API key, and for whom is shipped (canadapost 1.4, 1.5, 5.1). */
final class Caller {

    static final List<String> NEEDED = List.of("username", "password", "customer-number");

    private static final Pattern CUSTOMER_NUMBER = Pattern.compile("\\d{1,10}");
    private static final int DIGITS = 10;

    private Caller() {
    }

    static boolean isCustomerNumber(String number) {
        return CUSTOMER_NUMBER.matcher(number).matches();
    }

    /** The customer who ships, with zeros in front, as the service itself writes it. */
    static String mailedBy(Account account) {
        return padded(account.required("customer-number"));
    }

    static String padded(String number) {
        return "0".repeat(Math.max(0, DIGITS - number.length())) + number;
    }

    /** The language of the service's messages; it knows two. */
    static String locale(Account account) {
        return account.setting("language").filter("fr"::equals).isPresent() ? "FR" : "EN";
    }

    /** Only of approved platforms that act with a merchant's key; with any other key it is refused (AA009). */
    static Optional<String> platformId(Account account) {
        return account.setting("platform-id");
    }
}
