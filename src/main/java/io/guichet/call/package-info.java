/**
 * What it means that a call to a service was not made, or failed, whichever way the service speaks: one request, never
 * repeated here; an answer that says too little; an error without a word of the service.
 */
package io.guichet.call;
