package io.guichet.order;

/** Nothing of an input can be taken, not even one order; the problem says where it breaks off and what to do. */
public final class UnreadableInput extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public UnreadableInput(Problem problem) {
        super(problem.code() + " " + problem.message());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
