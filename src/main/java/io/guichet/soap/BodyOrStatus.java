package io.guichet.soap;

import java.net.MalformedURLException;
import java.net.URL;
import java.util.Locale;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;
import org.apache.cxf.transport.http.HTTPException;

/** Reads an envelope whatever the HTTP status (webstamp 4.1), and tells the status where there is no envelope. */
final class BodyOrStatus extends AbstractPhaseInterceptor<Message> {

    BodyOrStatus() {
        super(Phase.RECEIVE);
    }

    @Override
    public void handleMessage(Message message) {
        Object status = message.get(Message.RESPONSE_CODE);
        String type = String.valueOf(message.get(Message.CONTENT_TYPE)).toLowerCase(Locale.ROOT);
        boolean envelope = type.startsWith("text/xml") || type.startsWith("application/soap+xml");
        if (status instanceof Integer code && code >= 300 && !envelope) {
            throw new Fault(new HTTPException(code, "no envelope", address(message)));
        }
    }

    private static URL address(Message message) {
        try {
            return new URL(String.valueOf(message.getExchange().getOutMessage().get(Message.ENDPOINT_ADDRESS)));
        } catch (MalformedURLException unknown) {
            return null;
        }
    }
}
