/** The twin of Scellius, La Banque Postale's REST API V4, written from its contract alone. */
package io.guichet.sandbox.scellius;
