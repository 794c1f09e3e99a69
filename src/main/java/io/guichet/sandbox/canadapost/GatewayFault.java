package io.guichet.sandbox.canadapost;

/** The gateway says no with a SOAP fault, before the service has seen the request (canadapost 4.1). */
final class GatewayFault extends RuntimeException {

    /** The code of everything that is not about the key. */
    static final String SERVER = "Server";

    private static final long serialVersionUID = 1L;

    private final String code;

    GatewayFault(String code, String text) {
        super(text, null, false, false);
        this.code = code;
    }

    /** Calls come too fast (1.6). */
    static GatewayFault tooFast() {
        return new GatewayFault(SERVER, "Rejected by SLM Monitor");
    }

    String code() {
        return code;
    }
}
