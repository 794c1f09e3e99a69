package io.guichet.contract;

import io.guichet.service.webstamp.wire.ObjectFactory;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Unmarshaller;
import javax.xml.transform.dom.DOMResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Reads and writes bodies with the generated types, strictly: whatever they do not know is an error. */
public final class WebStampTypes {

    private static final JAXBContext TYPES = types();

    private WebStampTypes() {
    }

    public static Object read(Element body) throws JAXBException {
        Unmarshaller unmarshaller = TYPES.createUnmarshaller();
        unmarshaller.setEventHandler(event -> false);
        return unmarshaller.unmarshal(body);
    }

    public static Element write(Object body) throws JAXBException {
        var result = new DOMResult();
        TYPES.createMarshaller().marshal(body, result);
        return ((Document) result.getNode()).getDocumentElement();
    }

    private static JAXBContext types() {
        try {
            return JAXBContext.newInstance(ObjectFactory.class);
        } catch (JAXBException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
