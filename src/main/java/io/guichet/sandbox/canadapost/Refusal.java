package io.guichet.sandbox.canadapost;

import java.util.List;

/** The service says no in {@code messages}, with everything that it has to say (canadapost 4.1). */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Complaint> complaints;

    /**
     * One code with what its text is about.
     *
     * @param subject fills the text's place, empty when it has none
     */
    record Complaint(String code, String subject) {

        static Complaint of(String code) {
            return new Complaint(code, "");
        }
    }

    Refusal(String code, String subject) {
        this(List.of(new Complaint(code, subject)));
    }

    Refusal(List<Complaint> complaints) {
        super("messages " + complaints.stream().map(Complaint::code).toList(), null, false, false);
        this.complaints = List.copyOf(complaints);
    }

    List<Complaint> complaints() {
        return complaints;
    }
}
