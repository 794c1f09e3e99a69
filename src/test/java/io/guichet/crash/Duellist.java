package io.guichet.crash;

import java.nio.file.Path;
import java.util.List;

/** Who is killed and started again: a process that takes files with orders, and its twin behind a proxy. */
interface Duellist extends AutoCloseable {

    FaultyProxy proxy();

    TwinDesk twin();

    /** Starts the process and waits until it takes files. */
    void open() throws Exception;

    void drop(String file, List<String> orderIds) throws Exception;

    /** SIGKILL, and until it has ended. */
    void kill();

    /** Until somebody has killed it. */
    void awaitKilled();

    /** Until nothing is to be done any more. */
    void awaitRest() throws Exception;

    /** Where its answers lie. */
    Path out();
}
