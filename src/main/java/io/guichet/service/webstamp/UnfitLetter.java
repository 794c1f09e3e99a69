package io.guichet.service.webstamp;

import io.guichet.service.webstamp.wire.ConsignmentState;
import io.guichet.service.webstamp.wire.WswsConsignment;
import io.guichet.service.webstamp.wire.WswsOrder;
import java.util.List;
import java.util.Optional;

/** The free preview found letters of a document that cannot be posted: nothing is bought (webstamp 2.13, 2.14). */
final class UnfitLetter extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String letters;

    private UnfitLetter(String letters) {
        super(letters);
        this.letters = letters;
    }

    static Optional<UnfitLetter> in(WswsOrder preview) {
        String letters = String.join(", ", of(preview).stream()
                .filter(letter -> letter.getState() == ConsignmentState.INVALID).map(UnfitLetter::said).toList());
        return letters.isEmpty() ? Optional.empty() : Optional.of(new UnfitLetter(letters));
    }

    static List<WswsConsignment> of(WswsOrder answer) {
        return answer.getConsignments() == null ? List.of() : answer.getConsignments().getItem();
    }

    /** The letter's number in the document and the service's word for what is wrong with it. */
    static String said(WswsConsignment letter) {
        return letter.getNumber() + (letter.getReason() == null ? "" : " (" + letter.getReason().value() + ")");
    }

    String letters() {
        return letters;
    }
}
