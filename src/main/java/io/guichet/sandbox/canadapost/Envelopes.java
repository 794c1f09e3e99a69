package io.guichet.sandbox.canadapost;

import io.guichet.sandbox.Answer;
import io.guichet.sandbox.SoapXml;
import io.guichet.sandbox.canadapost.Refusal.Complaint;
import java.util.List;

/** Puts answers, messages and faults into their envelopes (canadapost 3). */
final class Envelopes {

    private static final String BEGIN =
            "<soapenv:Envelope xmlns:soapenv=\"" + SoapXml.ENVELOPE + "\"><soapenv:Body>";
    private static final String END = "</soapenv:Body></soapenv:Envelope>\n";

    private final Texts texts;

    Envelopes(Texts texts) {
        this.texts = texts;
    }

    /** @param extra whether an element comes along that no schema knows */
    Answer answer(Operation operation, Elements inside, boolean extra) {
        String unknown = extra ? "<sandbox-extra>SPECIMEN</sandbox-extra>" : "";
        return rooted(operation, "<" + operation.payload() + ">" + inside + unknown + "</" + operation.payload() + ">");
    }

    /** A business error, which is an HTTP success (4.1); a failure also when the list is empty. */
    Answer messages(Operation operation, List<Complaint> complaints, Language language) {
        Elements list = new Elements().open("messages");
        complaints.forEach(complaint -> list.open("message").leaf("code", complaint.code())
                .leaf("description", texts.of(complaint, language)).close());
        return rooted(operation, list.close().toString());
    }

    /** The gateway's fault; its code has no prefix (3.7). */
    Answer fault(String code, String text) {
        Elements inside = new Elements().leaf("faultcode", code).leaf("faultstring", text);
        return Answer.xml(500, BEGIN + "<soapenv:Fault>" + inside + "</soapenv:Fault>" + END);
    }

    /** The gateway's fault with the text that belongs to the code. */
    Answer fault(String code) {
        return fault(code, texts.of(Complaint.of(code), Language.EN));
    }

    private static Answer rooted(Operation operation, String inside) {
        String prefix = operation.door().prefix();
        String name = prefix + ":" + operation.answerRoot();
        return Answer.xml(200, BEGIN + "<" + name + " xmlns:" + prefix + "=\"" + operation.door().namespace() + "\">"
                + inside + "</" + name + ">" + END);
    }
}
