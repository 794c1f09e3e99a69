package io.guichet.catalogue;

/** The two groups of customers that a service sells to; an assortment belongs to one of them (webstamp 3.3). */
public enum CustomerGroup {
    PRIVATE, BUSINESS
}
