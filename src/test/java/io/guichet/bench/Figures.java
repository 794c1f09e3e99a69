package io.guichet.bench;

/**
 * What one run of one contestant has come to; times of CPU are microseconds an order.
 *
 * @param cpu      of the contestant's process
 * @param database of PostgreSQL
 * @param twin     of the service's twin
 * @param foreign  CPU of everybody else, of both cores, in percent of the time
 * @param steal    taken by other machines, in percent
 * @param p50      of one order among as many as there are workers, milliseconds; 0 where orders are not carried out one by one
 * @param resident megabytes at the end
 * @param allocated kilobytes an order; 0 where it is not known
 */
record Figures(double rate, double cpu, double database, double twin, double foreign, double steal, double p50,
        double p95, double p99, long resident, double allocated) {
}
