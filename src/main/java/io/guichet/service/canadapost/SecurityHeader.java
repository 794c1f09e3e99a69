package io.guichet.service.canadapost;

import io.guichet.purchase.Account;
import java.util.List;
import javax.xml.namespace.QName;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.cxf.binding.soap.SoapHeader;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * The WS-Security header with the account's API key (canadapost 1.4), empty for the self-test, which has none. CXF adds none of its own accord, although the WSDL
 * asks for it in a policy (canadapost 7).
 */
public final class SecurityHeader {

    private static final String WSSE =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    private static final String TEXT =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordText";

    public List<SoapHeader> of(Account account) {
        Document document = document();
        Element security = document.createElementNS(WSSE, "wsse:Security");
        Element token = element(security, "wsse:UsernameToken");
        element(token, "wsse:Username").setTextContent(account.setting("username").orElse(""));
        Element password = element(token, "wsse:Password");
        password.setAttribute("Type", TEXT);
        password.setTextContent(account.setting("password").orElse(""));
        return List.of(new SoapHeader(new QName(WSSE, "Security"), security));
    }

    private static Element element(Element parent, String name) {
        Element child = parent.getOwnerDocument().createElementNS(WSSE, name);
        parent.appendChild(child);
        return child;
    }

    private static Document document() {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument();
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
