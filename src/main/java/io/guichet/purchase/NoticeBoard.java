package io.guichet.purchase;

/** Where what is not about one order is told to people. */
public interface NoticeBoard {

    /**
     * Tells a notice on the notice channels.
     *
     * @param account the account that it concerns; {@code *} for the service as a whole
     */
    void tell(String service, String account, Notice notice);
}
