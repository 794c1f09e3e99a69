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
        message.setBody(reply.body().length == 0 ? null : reply.body());
    }
}
