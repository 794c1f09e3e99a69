package io.guichet.door.http;

import io.guichet.ledger.Intake;
import io.guichet.order.Form;
import io.guichet.order.ImportProfile;
import io.guichet.order.InputSource;

/**
 * The orders of one request, readable and known to the ledger as an input.
 *
 * @param token  by which its sender finds the input again
 * @param single one order that stands for itself: its answer is the order's
 */
public record Posted(Intake.Input input, String token, boolean single, Form form, ImportProfile profile,
        InputSource source) {
}
