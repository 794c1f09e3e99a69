package io.guichet.service.canadapost;

import java.math.BigDecimal;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/** The words and numbers of a card receipt, in one of the two languages of Canada Post. */
final class SlipWords {

    private static final ResourceBundle.Control EXACT =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final ResourceBundle bundle;

    private SlipWords(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    /** French for French, English for all others, as the service itself does. */
    static SlipWords of(Locale locale) {
        Locale spoken = locale.getLanguage().equals(Locale.FRENCH.getLanguage()) ? Locale.FRENCH : Locale.ENGLISH;
        return new SlipWords(ResourceBundle.getBundle("documents/card-receipt", spoken, EXACT));
    }

    Locale language() {
        return bundle.getLocale();
    }

    String text(String key, Object... values) {
        return new MessageFormat(bundle.getString(key), Locale.ROOT).format(values);
    }

    /** The name of a code and the code itself, or the code alone where nobody knows its name. */
    String named(String kind, Optional<String> code) {
        return code.map(sent -> name(kind, sent).map(name -> name + " (" + Sent.shown(sent) + ")")
                .orElseGet(() -> Sent.shown(sent))).orElseGet(this::missing);
    }

    /** The word for a code, or the code where there is none. */
    String word(String kind, Optional<String> code) {
        return code.map(sent -> name(kind, sent).orElseGet(() -> Sent.shown(sent))).orElseGet(this::missing);
    }

    String missing() {
        return text("missing");
    }

    String money(BigDecimal amount, String currency) {
        String number = number(ReceiptNumbers.money(amount.abs()));
        String money = currency.equals(ReceiptAmounts.CAD)
                ? text("money", number)
                : text("money.other", number, Sent.shown(currency));
        return amount.signum() < 0 ? "-" + money : money;
    }

    String kilograms(BigDecimal weight) {
        return text("kilograms", number(ReceiptNumbers.kilograms(weight)));
    }

    private String number(String plain) {
        int point = plain.indexOf('.');
        return plain.substring(0, point).replaceAll("(?<=[0-9])(?=([0-9]{3})+$)", text("group")) + text("point")
                + plain.substring(point + 1);
    }

    private Optional<String> name(String kind, String code) {
        String key = kind + "." + code;
        return bundle.containsKey(key) ? Optional.of(text(key)) : Optional.empty();
    }
}
