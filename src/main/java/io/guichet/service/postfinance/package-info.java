/** PostFinance Checkout: payments by API v2.0, at a page, a terminal or with a stored card. */
package io.guichet.service.postfinance;
