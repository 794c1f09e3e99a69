/** The twin of Worldline Sips 2.0: Paypage by JSON and by POST, the payment page, Sips Office (contract chapter sips). */
package io.guichet.sandbox.sips;
