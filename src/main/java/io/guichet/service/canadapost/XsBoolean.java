package io.guichet.service.canadapost;

import jakarta.xml.bind.annotation.adapters.XmlAdapter;

/** {@code xsd:boolean} as yes, no, or no answer: anything that is neither of the two is none. */
public final class XsBoolean extends XmlAdapter<String, Boolean> {

    @Override
    public Boolean unmarshal(String text) {
        return switch (text == null ? "" : text.strip()) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> null;
        };
    }

    @Override
    public String marshal(Boolean yes) {
        return yes == null ? null : yes.toString();
    }
}
