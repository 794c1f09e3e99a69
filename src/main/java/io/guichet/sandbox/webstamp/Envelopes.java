package io.guichet.sandbox.webstamp;

import io.guichet.sandbox.Answer;
import io.guichet.sandbox.SoapXml;
import java.security.SecureRandom;

/** Puts answers and faults into their envelopes (webstamp 1.3, 4.1, 5.1). */
final class Envelopes {

    /** The host's own URI, to which fault details are bound: not the target namespace. */
    static final String HOST_NAMESPACE = "https://wsredesignint2.post.ch/wsws/soap/v6";

    private static final String PROLOG = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int REQUEST_ID_LENGTH = 27;

    private final SecureRandom random = new SecureRandom();

    Answer answer(String operation, Markup inside) {
        return Answer.xml(200, PROLOG + "<SOAP-ENV:Envelope xmlns:SOAP-ENV=\"" + SoapXml.ENVELOPE
                + "\" xmlns:ns1=\"" + WireSchema.NAMESPACE
                + "\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><SOAP-ENV:Body><ns1:" + operation
                + "Response><" + operation + "Result>" + inside + "</" + operation + "Result></ns1:" + operation
                + "Response></SOAP-ENV:Body></SOAP-ENV:Envelope>\n");
    }

    Answer fault(int code, String text) {
        Markup detail = new Markup().leaf("faultcode", "Client").leaf("faultstring", text).open("detail")
                .leaf("wsws:code", code).leaf("wsws:request_id", requestId()).close();
        return Answer.xml(500, PROLOG + "<SOAP-ENV:Envelope xmlns:SOAP-ENV=\"" + SoapXml.ENVELOPE
                + "\" xmlns:wsws=\"" + HOST_NAMESPACE + "\"><SOAP-ENV:Body><SOAP-ENV:Fault>" + detail
                + "</SOAP-ENV:Fault></SOAP-ENV:Body></SOAP-ENV:Envelope>\n");
    }

    /** 27 letters and digits, as a web server's unique-id module makes them (2.2). */
    String requestId() {
        StringBuilder id = new StringBuilder(REQUEST_ID_LENGTH);
        for (int i = 0; i < REQUEST_ID_LENGTH; i++) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return id.toString();
    }
}
