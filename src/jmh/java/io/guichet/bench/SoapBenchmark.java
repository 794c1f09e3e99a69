package io.guichet.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.cli.Sandbox;
import io.guichet.order.OrderIdentity;
import io.guichet.purchase.Account;
import io.guichet.purchase.State;
import io.guichet.purchase.Work;
import io.guichet.service.webstamp.OrderRequests;
import io.guichet.service.webstamp.wire.NewOrder;
import io.guichet.service.webstamp.wire.NewOrderResponse;
import jakarta.xml.bind.JAXBException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import javax.xml.stream.XMLStreamException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;

/** The mapper as the route calls it, and JAXB without what CXF puts around it. */
@org.openjdk.jmh.annotations.State(Scope.Benchmark)
public class SoapBenchmark {

    private static final String REQUEST =
            "{\"product\":15220,\"format\":\"pdf\",\"printZone\":2,\"reference\":\"SO-1\","
                    + "\"recipients\":[{\"firstName\":\"Anna\",\"lastName\":\"Muster\",\"street\":\"Rue du Marché 10\","
                    + "\"zip\":\"1003\",\"city\":\"Lausanne\",\"country\":\"CH\"}]}";

    private final OrderRequests requests = new OrderRequests();
    private final Account account = new Account("webstamp", "demo",
            Map.of("user-id", "20000001", "password", "wsws-geheim-1", "application-id",
                    "0123456789abcdef0123456789abcdef", "language", "fr", "platform", "sandbox"));
    private Work work;
    private Soap soap;
    private byte[] answer;

    /** The answer is one that the twin gave. */
    @Setup
    public void ask() throws IOException, JAXBException {
        work = new Work(7, 1, State.ACCEPTED, new OrderIdentity("webstamp", "demo", "stamps", "SO-1"),
                (ObjectNode) new JsonMapper().readTree(REQUEST), "SO-1", 1, 0, 1, Optional.empty(), Optional.empty(),
                Optional.empty(), false, Optional.empty(), Optional.empty(), Instant.now(), Long.MAX_VALUE);
        Path book = Files.createTempDirectory(Path.of("target"), "jmh-twin");
        try (Sandbox.Running twin = ServiceLoader.load(Sandbox.class).findFirst().orElseThrow().start(0, book);
                Soap real = new Soap("http://127.0.0.1:" + twin.port() + "/webstamp/wsws/soap/v6", 1)) {
            answer = real.send(real.envelope(Wares.request("SO-1")));
        }
        soap = new Soap("", 1);
    }

    @Benchmark
    public byte[] mapAnOrderAndMarshalItsRequest() throws JAXBException, IOException {
        NewOrder request = new NewOrder();
        request.setArgs(requests.build(work, account));
        return soap.envelope(request);
    }

    @Benchmark
    public NewOrderResponse unmarshalAnAnswerOfTheTwin() throws JAXBException, XMLStreamException {
        return soap.answer(answer);
    }
}
