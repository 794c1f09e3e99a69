package io.guichet.crash;

/** One way to strike one point. */
interface Trial {

    /** The number in {@link CrashPoint}. */
    int point();

    /** What is done, for people. */
    String how();

    /**
     * Brings orders and strikes while they are on their way. The process runs when this begins and need not when it ends.
     *
     * @param id begins the ids of the orders
     */
    void strike(Stage stage, String id) throws Exception;
}
