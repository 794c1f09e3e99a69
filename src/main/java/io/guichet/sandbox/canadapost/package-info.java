/**
 * The local twin of Canada Post's non-contract shipping (SOAP ncshipment v4 and Get Artifact), written from the
 * contract page, chapters 1 to 6, and strict where it is: key first, then pace, schema, customer, rules.
 */
package io.guichet.sandbox.canadapost;
