package io.guichet.contract;

import jakarta.xml.bind.JAXBException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** One literal message of the contract page, or one made from it. */
public record WebStampExample(String name, String text) {

    public static final String NAMESPACE = "https://webstamp.post.ch/wsws/soap/v6";

    private static final String ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String FOLDER = "/contract/webstamp";

    public static WebStampExample named(String name) {
        try (InputStream stream = WebStampExample.class.getResourceAsStream(FOLDER + "/" + name + ".xml")) {
            if (stream == null) {
                throw new IllegalArgumentException(name + ": no such example (expected: a file in " + FOLDER + ")");
            }
            return new WebStampExample(name, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<WebStampExample> requests() {
        return endingWith("-request");
    }

    static List<WebStampExample> answers() {
        return endingWith("-answer").stream().filter(example -> !example.name().contains("fault")).toList();
    }

    private static List<WebStampExample> endingWith(String ending) {
        try (var files = Files.list(Path.of(WebStampExample.class.getResource(FOLDER).toURI()))) {
            return files.map(file -> file.getFileName().toString().replaceFirst("\\.xml$", ""))
                    .filter(name -> name.endsWith(ending))
                    .sorted()
                    .map(WebStampExample::named)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same message with one place changed; a place that is not there is an error of the test. */
    public WebStampExample with(String place, String replacement) {
        if (!text.contains(place)) {
            throw new IllegalArgumentException(place + ": not in example " + name);
        }
        return new WebStampExample(name, text.replace(place, replacement));
    }

    public Element body() {
        return bodyOf(text);
    }

    public Object read() throws JAXBException {
        return WebStampTypes.read(body());
    }

    /** The element inside the SOAP body of an envelope. */
    public static Element bodyOf(String envelope) {
        Node body = parse(new InputSource(new StringReader(envelope)))
                .getElementsByTagNameNS(ENVELOPE, "Body").item(0);
        for (Node child = body.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                return element;
            }
        }
        throw new IllegalArgumentException("empty SOAP body in " + envelope);
    }

    static Document parse(InputSource source) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            return factory.newDocumentBuilder().parse(source);
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalArgumentException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
