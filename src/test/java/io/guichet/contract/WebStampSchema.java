package io.guichet.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import javax.xml.XMLConstants;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** The schema inside our WSDL, read without any network. */
public final class WebStampSchema {

    private static final Document WSDL = wsdl();
    private static final Schema SCHEMA = schema();

    private WebStampSchema() {
    }

    static Document document() {
        return WSDL;
    }

    public static void validate(Element body) throws SAXException {
        Validator validator = SCHEMA.newValidator();
        validator.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        validator.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        try {
            validator.validate(new DOMSource(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Document wsdl() {
        try (InputStream stream = WebStampSchema.class.getResourceAsStream("/wsdl/webstamp-v6.wsdl")) {
            return WebStampExample.parse(new InputSource(stream));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Schema schema() {
        try {
            var factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            return factory.newSchema(new DOMSource(
                    WSDL.getElementsByTagNameNS(XMLConstants.W3C_XML_SCHEMA_NS_URI, "schema").item(0)));
        } catch (SAXException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
