package io.guichet.soap;

import java.io.Closeable;
import org.apache.cxf.endpoint.ConduitSelector;
import org.apache.cxf.endpoint.Endpoint;
import org.apache.cxf.message.Exchange;
import org.apache.cxf.message.Message;
import org.apache.cxf.transport.Conduit;

/** A client's only way out, whatever address a call goes to. */
final class OneConduit implements ConduitSelector, Closeable {

    private final Conduit conduit;
    private Endpoint endpoint;

    OneConduit(Conduit conduit, Endpoint endpoint) {
        this.conduit = conduit;
        this.endpoint = endpoint;
    }

    @Override
    public void prepare(Message message) {
        // It is there already.
    }

    @Override
    public Conduit selectConduit(Message message) {
        return conduit;
    }

    @Override
    public void complete(Exchange exchange) {
        // The answer has been read whole.
    }

    @Override
    public Endpoint getEndpoint() {
        return endpoint;
    }

    @Override
    public void setEndpoint(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public void close() {
        conduit.close();
    }
}
