package io.guichet.door.http;

import io.guichet.order.Problem;
import java.util.Map;

/** A request that is not served: its status, the reason in words, and the headers that such a status asks for. */
public final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Problem problem;
    private final transient Map<String, String> headers;

    public Refusal(int status, Problem problem) {
        this(status, problem, Map.of());
    }

    public Refusal(int status, Problem problem, Map<String, String> headers) {
        super(status + " " + problem.code());
        this.status = status;
        this.problem = problem;
        this.headers = Map.copyOf(headers);
    }

    public int status() {
        return status;
    }

    public Problem problem() {
        return problem;
    }

    public Reply reply() {
        return Reply.errors(status, problem).with(headers);
    }
}
