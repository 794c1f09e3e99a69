package io.guichet.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
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

/** A twin's own schema and WSDL, read from its resources. Safe for all threads. */
public final class OwnSchema {

    private final String schemaText;
    private final String wsdlText;
    private final Schema schema;
    // Making a validator costs more than using it.
    private final ThreadLocal<Validator> validators = ThreadLocal.withInitial(() -> newValidator());

    /** @param wsdl with {@code <!--SCHEMA-->} and {@code @ADDRESS@} in the places of the two */
    public OwnSchema(String xsd, String wsdl) {
        schemaText = resource(xsd);
        wsdlText = resource(wsdl);
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

    /** The validator's first complaint about a request or an answer; empty when there is none. */
    public Optional<String> complaint(Element element) {
        try {
            validators.get().validate(new DOMSource(element));
            return Optional.empty();
        } catch (SAXException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether there is such an operation. */
    public boolean knows(String operation) {
        return wsdlText.contains("<wsdl:operation name=\"" + operation + "\">");
    }

    /** The WSDL with the schema inside and the listener's address. */
    public String wsdl(String address) {
        Matcher prolog = Pattern.compile("<\\?xml[^>]*>\\s*").matcher(schemaText);
        return wsdlText.replace("<!--SCHEMA-->", prolog.replaceFirst("").strip()).replace("@ADDRESS@", address);
    }

    private Validator newValidator() {
        return schema.newValidator();
    }

    private static String resource(String name) {
        try (InputStream stream = OwnSchema.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
