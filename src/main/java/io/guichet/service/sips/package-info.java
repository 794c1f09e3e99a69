/** Worldline Sips 2.0 as the Belgian federal ePayment service uses it: Paypage and Sips Office (contract chapter sips). */
package io.guichet.service.sips;
