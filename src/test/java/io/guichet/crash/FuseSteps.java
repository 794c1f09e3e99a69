package io.guichet.crash;

import io.guichet.crash.FusePoint.Kind;
import io.guichet.crash.FusePoint.When;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/** Lets the fuse see each step of each route, by its id; Camel finds it by its property for listeners. */
public final class FuseSteps extends MainListenerSupport implements InterceptStrategy {

    /** What makes Camel find it. */
    static final String PROPERTY = "camel.main.main-listener-classes";

    @Override
    public void afterConfigure(BaseMainSupport main) {
        main.getCamelContext().getCamelContextExtension().addInterceptStrategy(this);
    }

    @Override
    public Processor wrapProcessorInInterceptors(CamelContext context, NamedNode definition, Processor target,
            Processor next) {
        String id = definition.getId();
        return new DelegateAsyncProcessor(target) {

            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                Fuse.FUSE.passes(Kind.STEP, When.BEFORE, id);
                return super.process(exchange, doneSync -> {
                    Fuse.FUSE.passes(Kind.STEP, When.AFTER, id);
                    callback.done(doneSync);
                });
            }
        };
    }
}
