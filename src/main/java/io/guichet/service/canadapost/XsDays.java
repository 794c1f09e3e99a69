package io.guichet.service.canadapost;

import jakarta.xml.bind.annotation.adapters.XmlAdapter;

/** {@code xsd:integer} as a number of days, or no answer: anything else is none. */
public final class XsDays extends XmlAdapter<String, Integer> {

    @Override
    public Integer unmarshal(String text) {
        String digits = text == null ? "" : text.strip();
        return digits.matches("[0-9]{1,9}") ? Integer.valueOf(digits) : null;
    }

    @Override
    public String marshal(Integer days) {
        return days == null ? null : days.toString();
    }
}
