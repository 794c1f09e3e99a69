package io.guichet.sandbox;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** An answer of the SOAP service, looked at by local names. */
public final class SoapReply {

    private final HttpResponse<byte[]> http;
    private final Document document;

    public SoapReply(HttpResponse<byte[]> http) {
        this.http = http;
        this.document = http.headers().firstValue("content-type").orElse("").startsWith("text/xml")
                ? parse(http.body())
                : null;
    }

    public static Document parse(byte[] xml) {
        try {
            return DocumentBuilderFactory.newDefaultNSInstance().newDocumentBuilder()
                    .parse(new ByteArrayInputStream(xml));
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalArgumentException(new String(xml, StandardCharsets.UTF_8), e);
        }
    }

    public int status() {
        return http.statusCode();
    }

    public String header(String name) {
        return http.headers().firstValue(name).orElse("");
    }

    public String raw() {
        return new String(http.body(), StandardCharsets.UTF_8);
    }

    public Document document() {
        return document;
    }

    /** The fault's number, 0 when the answer is none. */
    public int fault() {
        return document.getElementsByTagNameNS("*", "Fault").getLength() == 0 ? 0 : Integer.parseInt(text("code"));
    }

    /** The text of the first element of that name. */
    public String text(String name) {
        return texts(name).get(0);
    }

    public List<String> texts(String name) {
        List<String> all = new ArrayList<>();
        elements(name).forEach(element -> all.add(element.getTextContent()));
        return all;
    }

    public List<Element> elements(String name) {
        NodeList nodes = document.getElementsByTagNameNS("*", name);
        List<Element> all = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            all.add((Element) nodes.item(i));
        }
        return all;
    }

    public boolean isNil(String name) {
        return elements(name).get(0).getAttributeNS("http://www.w3.org/2001/XMLSchema-instance", "nil").equals("true");
    }

    public BigDecimal amount(String name) {
        return new BigDecimal(text(name)).setScale(2);
    }

    /** The documents of that element, the empty ones left out. */
    public List<byte[]> files(String name) {
        return texts(name).stream().filter(text -> !text.isEmpty()).map(Base64.getDecoder()::decode).toList();
    }
}
