package io.guichet.ledger;

import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** Rows that fall due; only to be consumed. */
public final class DueEndpoint extends DefaultEndpoint {

    /** Rows and not lists of rows. */
    static final int ONE_BY_ONE = 0;

    private final Dues dues;
    private final int hands;
    private final int batch;

    DueEndpoint(String uri, Component component, Dues dues, int hands, int batch) {
        super(uri, component);
        this.dues = dues;
        this.hands = hands;
        this.batch = batch;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("due: rows are written by the ledger, not sent to it");
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        DueConsumer consumer = new DueConsumer(this, processor, dues, hands, batch);
        configureConsumer(consumer);
        return consumer;
    }
}
