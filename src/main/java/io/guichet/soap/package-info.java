/**
 * How SOAP services are called and their answers are read, whichever it is: one request, bounded in time and size, read
 * tolerantly, logged nowhere.
 */
package io.guichet.soap;
