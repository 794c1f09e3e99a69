package io.guichet.sandbox.webstamp;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** The twin's own schema and WSDL, written from webstamp chapter 2. */
final class WireSchema {

    static final String NAMESPACE = "https://webstamp.post.ch/wsws/soap/v6";

    private final String schemaText;
    private final String wsdlText;
    private final Schema schema;
    // Making a validator costs more than using it.
    private final ThreadLocal<Validator> validators = ThreadLocal.withInitial(() -> newValidator());

    WireSchema() {
        schemaText = resource("/sandbox/webstamp/wsws-v6.xsd");
        wsdlText = resource("/sandbox/webstamp/wsws-v6.wsdl");
        try {
            SchemaFactory factory = SchemaFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            schema = factory.newSchema(new StreamSource(new StringReader(schemaText)));
        } catch (SAXException e) {
            throw new IllegalStateException("the twin's own schema is broken", e);
        }
    }

    /** Whether the element, request or answer, is as the schema says. */
    boolean accepts(Element element) {
        try {
            validators.get().validate(new DOMSource(element));
            return true;
        } catch (SAXException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether there is such an operation. */
    boolean knows(String operation) {
        return wsdlText.contains("<wsdl:operation name=\"" + operation + "\">");
    }

    /** The WSDL with the schema inside and the listener's address. */
    String wsdl(String address) {
        Matcher prolog = Pattern.compile("<\\?xml[^>]*>\\s*").matcher(schemaText);
        return wsdlText.replace("<!--SCHEMA-->", prolog.replaceFirst("").strip()).replace("@ADDRESS@", address);
    }

    private Validator newValidator() {
        return schema.newValidator();
    }

    private static String resource(String name) {
        try (InputStream stream = WireSchema.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
