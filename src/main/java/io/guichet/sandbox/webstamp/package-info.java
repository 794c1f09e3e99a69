/**
 * The local twin of Swiss Post's WebStamp web service (WSWS, SOAP v6), written from the contract page
 * (chapters 1 to 5) and strict where it is: schema first, then its order of checks (4.4).
 */
package io.guichet.sandbox.webstamp;
