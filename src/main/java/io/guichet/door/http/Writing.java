package io.guichet.door.http;

import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Hands a reply to the connection; nothing of the request goes back with it. */
public final class Writing {

    public void write(Exchange exchange) {
        Message message = exchange.getMessage();
        Reply reply = message.getBody(Reply.class);
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, reply.status());
        reply.headers().forEach(message::setHeader);
        if (!reply.mediaType().isEmpty()) {
            message.setHeader(Exchange.CONTENT_TYPE, reply.mediaType());
        }
        // Over HTTP/2 nobody takes the body away where it must not be.
        boolean bare = exchange.getVariable(DoorEngine.HEAD_ONLY, false, Boolean.class) || reply.body().length == 0;
        message.setBody(bare ? null : reply.body());
    }
}
