/** The twin of PostFinance Checkout: API v2.0, the payer's pages, webhooks (contract chapter postfinance). */
package io.guichet.sandbox.postfinance;
