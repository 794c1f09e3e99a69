package io.guichet.bench;

import io.guichet.service.webstamp.wire.NewOrder;
import io.guichet.service.webstamp.wire.NewOrderResponse;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Marshaller;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/** A SOAP call by hand: JAXB, an envelope around it, HttpClient 5, each thing made once. */
final class Soap implements AutoCloseable {

    private static final byte[] HEAD = ("<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\">"
            + "<soap:Body>").getBytes(StandardCharsets.UTF_8);
    private static final byte[] TAIL = "</soap:Body></soap:Envelope>".getBytes(StandardCharsets.UTF_8);

    private final JAXBContext jaxb;
    private final XMLInputFactory stax = XMLInputFactory.newFactory();
    private final CloseableHttpClient http;
    private final String address;

    Soap(String address, int workers) throws JAXBException {
        this.jaxb = JAXBContext.newInstance(NewOrder.class, NewOrderResponse.class);
        this.address = address;
        this.http = HttpClients.custom().disableAutomaticRetries().disableCookieManagement()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create().setMaxConnPerRoute(workers)
                        .setMaxConnTotal(workers)
                        .setDefaultConnectionConfig(ConnectionConfig.custom().build()).build())
                .build();
    }

    byte[] envelope(NewOrder request) throws JAXBException, IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(2_048);
        bytes.write(HEAD);
        Marshaller marshaller = jaxb.createMarshaller();
        marshaller.setProperty(Marshaller.JAXB_FRAGMENT, true);
        marshaller.marshal(request, bytes);
        bytes.write(TAIL);
        return bytes.toByteArray();
    }

    byte[] send(byte[] envelope) throws IOException {
        HttpPost post = new HttpPost(address);
        post.setHeader("SOAPAction", "\"https://webstamp.post.ch/wsws/soap/v6#new_order\"");
        post.setEntity(new ByteArrayEntity(envelope, ContentType.TEXT_XML.withCharset(StandardCharsets.UTF_8)));
        return http.execute(post, response -> {
            byte[] answer = EntityUtils.toByteArray(response.getEntity());
            if (response.getCode() != 200) {
                throw new IOException(response.getCode() + " " + new String(answer, StandardCharsets.UTF_8));
            }
            return answer;
        });
    }

    NewOrderResponse answer(byte[] envelope) throws JAXBException, XMLStreamException {
        XMLStreamReader reader = stax.createXMLStreamReader(new ByteArrayInputStream(envelope));
        while (reader.getEventType() != XMLStreamConstants.START_ELEMENT || !reader.getLocalName().equals("Body")) {
            reader.next();
        }
        reader.nextTag();
        return jaxb.createUnmarshaller().unmarshal(reader, NewOrderResponse.class).getValue();
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
