package io.guichet.service.canadapost;

/**
 * What every answer has to say and one does not, or says so that nothing can be made of it.
 *
 * @param element its name on the wire
 */
record Lack(String element) {

    /** For logs. */
    @Override
    public String toString() {
        return "no " + element;
    }
}
