package io.guichet.order;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Documents against the XML Schema, by the validator of the JDK. */
final class Xsd {

    static final Xsd INSTALLED = new Xsd(new OrderXsd(Installation.SCHEMAS).text());

    private final javax.xml.validation.Schema schema;

    Xsd(String text) {
        try {
            SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/validation/schema-full-checking", true);
            this.schema = factory.newSchema(new StreamSource(new StringReader(text)));
        } catch (SAXException wrong) {
            throw new AssertionError(wrong.getMessage() + "\n" + text, wrong);
        }
    }

    /** What the schema has against a document. */
    List<String> complaints(String document) {
        List<String> complaints = new ArrayList<>();
        Validator validator = schema.newValidator();
        validator.setErrorHandler(new ErrorHandler() {

            @Override
            public void warning(SAXParseException said) {
                complaints.add(said.getMessage());
            }

            @Override
            public void error(SAXParseException said) {
                complaints.add(said.getMessage());
            }

            @Override
            public void fatalError(SAXParseException said) {
                complaints.add(said.getMessage());
            }
        });
        try {
            validator.validate(new StreamSource(new StringReader(document)));
        } catch (SAXException said) {
            complaints.add(said.getMessage());
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return complaints;
    }

    /** An order message in the XML form. */
    static String document(JsonNode order) {
        StringBuilder text = new StringBuilder("<orders xmlns='" + XmlOrders.NAMESPACE + "'>");
        element("order", order, text);
        return text.append("</orders>").toString();
    }

    private static void element(String name, JsonNode value, StringBuilder text) {
        text.append('<').append(name).append('>');
        value.properties().forEach(member -> element(member.getKey(), member.getValue(), text));
        if (value.isArray()) {
            value.forEach(entry -> element("item", entry, text));
        } else if (value.isValueNode()) {
            text.append(value.asText().replace("&", "&amp;").replace("<", "&lt;"));
        }
        text.append("</").append(name).append('>');
    }
}
