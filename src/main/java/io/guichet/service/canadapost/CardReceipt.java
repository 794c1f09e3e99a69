package io.guichet.service.canadapost;

import io.guichet.service.canadapost.wire.NonContractShipmentReceiptType;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The printable card receipt that the service's own page proposes (canadapost 2.6), in English or French. The name on the
 * card stands on it as it was sent; it belongs in no log.
 */
final class CardReceipt {

    private CardReceipt() {
    }

    /** Plain text in UTF-8, no line longer than forty columns. */
    static byte[] text(NonContractShipmentReceiptType receipt, Locale locale) {
        return SlipText.of(Slip.rows(receipt, SlipWords.of(locale))).getBytes(StandardCharsets.UTF_8);
    }

    static byte[] pdf(NonContractShipmentReceiptType receipt, Locale locale) {
        SlipWords words = SlipWords.of(locale);
        return SlipPdf.of(Slip.rows(receipt, words), words);
    }
}
