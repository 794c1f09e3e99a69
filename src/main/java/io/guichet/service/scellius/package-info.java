/** Scellius of La Banque Postale, REST API V4 (contract chapter scellius). */
package io.guichet.service.scellius;
