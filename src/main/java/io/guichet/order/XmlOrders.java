package io.guichet.order;

import com.ctc.wstx.stax.WstxInputFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLInputFactory2;
import org.codehaus.stax2.XMLStreamReader2;

/**
 * XML: {@code <orders>} with {@code <order>} elements, or one {@code <order>}, with the names of the JSON form. A
 * list is an element that holds {@code <item>} elements; any other element occurs once. Values are plain text until
 * {@link SchemaTyping} gives them their type. No DOCTYPE, no entities but the five of XML.
 */
final class XmlOrders implements OneAhead.Source {

    static final String NAMESPACE = "urn:guichet:order:1";
    private static final int MAX_ELEMENTS = JsonTexts.MAX_TOKENS / 4;
    private static final int MAX_PROBLEMS = 20;

    private final InputStream in;
    private final XMLStreamReader2 reader;
    private final Complaints complaints;
    private final int maxOrderBytes;
    private long number;
    private boolean ended;

    XmlOrders(InputStream in, Complaints complaints, int maxOrderBytes) throws UnreadableInput, IOException {
        this.in = in;
        this.complaints = complaints;
        this.maxOrderBytes = maxOrderBytes;
        try {
            this.reader = reader(new StrictUtf8(in));
        } catch (XMLStreamException broken) {
            throw new UnreadableInput(complaint(broken, complaints));
        }
    }

    /** Looks through the document to its end without holding it. */
    static void check(InputStream in, Complaints complaints) throws UnreadableInput, IOException {
        StrictUtf8 strict = new StrictUtf8(in);
        try {
            lookThrough(reader(strict), complaints);
        } catch (XMLStreamException broken) {
            if (strict.onlyBlanks()) {
                throw complaints.empty();
            }
            throw new UnreadableInput(complaint(broken, complaints));
        }
    }

    private static void lookThrough(XMLStreamReader2 reader, Complaints complaints)
            throws XMLStreamException, UnreadableInput {
        String encoding = reader.getCharacterEncodingScheme();
        if (encoding != null && !encoding.equalsIgnoreCase("UTF-8") && !encoding.equalsIgnoreCase("US-ASCII")) {
            throw new UnreadableInput(complaints.at("GUI-1018", 1, 1, encoding));
        }
        int depth = 0;
        boolean several = false;
        long orders = 0;
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.DTD) {
                throw refused(reader, complaints, "GUI-1011");
            } else if (event == XMLStreamConstants.ENTITY_REFERENCE) {
                throw refused(reader, complaints, "GUI-1010", "&" + reader.getLocalName() + ";");
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                if (depth == 0) {
                    several = is(reader, "orders");
                    if (!several && !is(reader, "order")) {
                        throw refused(reader, complaints, "GUI-1012", reader.getName());
                    }
                }
                if (++depth > JsonTexts.MAX_DEPTH) {
                    throw refused(reader, complaints, "GUI-1004", JsonTexts.MAX_DEPTH);
                }
                orders += depth == (several ? 2 : 1) ? 1 : 0;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            } else if (several && depth == 1 && isText(event) && !reader.isWhiteSpace()) {
                throw refused(reader, complaints, "GUI-1016", "orders");
            }
        }
        if (orders == 0) {
            throw complaints.empty();
        }
    }

    @Override
    public Optional<OneAhead.Read> read() throws IOException {
        try {
            while (!ended && reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.START_ELEMENT && reader.getDepth() == 1) {
                    if (is(reader, "order")) {
                        return Optional.of(order());
                    }
                } else if (event == XMLStreamConstants.START_ELEMENT) {
                    return Optional.of(order());
                }
            }
        } catch (XMLStreamException broken) {
            // Well formed in the first pass: somebody writes to the file, or nobody looked.
            ended = true;
            return Optional.of(complaints.refusedOrder(++number, List.of(complaint(broken, complaints))));
        }
        return Optional.empty();
    }

    private OneAhead.Read order() throws XMLStreamException {
        number++;
        One one = new One(reader.getLocation(), reader.getLocationInfo().getStartingCharOffset());
        if (!is(reader, "order")) {
            one.complain("GUI-1013", reader.getName());
        }
        JsonNode message = one.element();
        if (!one.problems.isEmpty()) {
            return complaints.refusedOrder(number, one.problems);
        }
        return new OneAhead.Read(new RawOrder(number, complaints.order(number), message, List.of()), true);
    }

    @Override
    public void close() throws IOException {
        try {
            reader.close();
        } catch (XMLStreamException failure) {
            throw new IOException(failure);
        } finally {
            in.close();
        }
    }

    /** One order while it is read: holds its values until it grows beyond a limit, from then on only passes over. */
    private final class One {

        private final Location start;
        private final long startOffset;
        private final List<Problem> problems = new ArrayList<>();
        private int elements;
        private boolean full;

        One(Location start, long startOffset) {
            this.start = start;
            this.startOffset = startOffset;
        }

        JsonNode element() throws XMLStreamException {
            refuseAttributes();
            String name = reader.getLocalName();
            ObjectNode members = null;
            ArrayNode items = null;
            StringBuilder text = new StringBuilder();
            for (int event = reader.next(); event != XMLStreamConstants.END_ELEMENT; event = reader.next()) {
                measure();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    String child = childName();
                    JsonNode value = element();
                    if (full) {
                        continue;
                    }
                    members = members == null ? JsonNodeFactory.instance.objectNode() : members;
                    if (child.equals("item")) {
                        items = items == null ? members.putArray("item") : items;
                        items.add(value);
                    } else if (members.replace(child, value) != null) {
                        complain("GUI-1015", child);
                    }
                } else if (isText(event) && !full) {
                    text.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
                } else if (event == XMLStreamConstants.ENTITY_REFERENCE) {
                    complain("GUI-1010", "&" + reader.getLocalName() + ";");
                }
            }
            if (full) {
                return MissingNode.getInstance();
            }
            if (members == null) {
                return new PlainText(text.toString().strip());
            }
            if (!text.toString().isBlank()) {
                complain("GUI-1016", name);
            }
            return items != null && members.size() == 1 ? items : members;
        }

        private String childName() {
            if (!NAMESPACE.equals(reader.getNamespaceURI())) {
                complain("GUI-1017", reader.getName());
            }
            if ((++elements > MAX_ELEMENTS || reader.getLocalName().length() > JsonTexts.MAX_NAME_LENGTH) && !full) {
                full = true;
                complain("GUI-1008", elements > MAX_ELEMENTS ? MAX_ELEMENTS + " <>" : reader.getLocalName());
            }
            return reader.getLocalName();
        }

        private void refuseAttributes() {
            for (int i = 0; i < reader.getAttributeCount(); i++) {
                if (!XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI.equals(reader.getAttributeNamespace(i))) {
                    complain("GUI-1014", reader.getAttributeLocalName(i), reader.getLocalName());
                }
            }
        }

        private void measure() {
            if (!full && reader.getLocationInfo().getStartingCharOffset() - startOffset > maxOrderBytes) {
                full = true;
                problems.clear();
                problems.add(complaints.tooLarge(start.getLineNumber(), start.getColumnNumber()));
            }
        }

        void complain(String code, Object... values) {
            if (problems.size() < MAX_PROBLEMS) {
                Location place = reader.getLocation();
                problems.add(complaints.at(code, place.getLineNumber(), place.getColumnNumber(), values));
            }
        }
    }

    private static boolean is(XMLStreamReader2 reader, String name) {
        return reader.getLocalName().equals(name) && NAMESPACE.equals(reader.getNamespaceURI());
    }

    private static boolean isText(int event) {
        return event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA;
    }

    private static UnreadableInput refused(XMLStreamReader2 reader, Complaints complaints, String code,
            Object... values) {
        Location place = reader.getLocation();
        return new UnreadableInput(complaints.at(code, place.getLineNumber(), place.getColumnNumber(), values));
    }

    private static Problem complaint(XMLStreamException broken, Complaints complaints) throws IOException {
        for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
            if (cause instanceof MalformedUtf8 malformed) {
                return complaints.notUtf8(malformed);
            } else if (cause instanceof IOException failure) {
                throw failure;
            }
        }
        Location place = broken.getLocation();
        String detail = String.valueOf(broken.getMessage()).replaceAll("(?s)\\s*at \\[row.*", "");
        return complaints.at("GUI-1010", place == null ? 1 : place.getLineNumber(),
                place == null ? 1 : place.getColumnNumber(), detail);
    }

    private static XMLStreamReader2 reader(StrictUtf8 in) throws XMLStreamException {
        XMLInputFactory2 factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        return (XMLStreamReader2) factory.createXMLStreamReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
}
