package vn.trangtien.video.onvif;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One element of an answer. Names are looked for without their prefix and namespace: cameras disagree about those. */
final class XmlElement {

    private final String name;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final List<XmlElement> children = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    XmlElement(String name) {
        this.name = name;
    }

    void attribute(String key, String value) {
        attributes.put(key, value);
    }

    void add(XmlElement child) {
        children.add(child);
    }

    void add(String characters) {
        text.append(characters);
    }

    /** Empty if there is no such attribute. */
    String attribute(String key) {
        return attributes.getOrDefault(key, "");
    }

    String text() {
        return text.toString().strip();
    }

    /** The first element of that name below this one, however deep. */
    Optional<XmlElement> find(String wanted) {
        for (XmlElement child : children) {
            if (child.name.equals(wanted)) {
                return Optional.of(child);
            }
            Optional<XmlElement> deeper = child.find(wanted);
            if (deeper.isPresent()) {
                return deeper;
            }
        }
        return Optional.empty();
    }

    /** All elements of that name below this one, however deep, in their order. */
    List<XmlElement> all(String wanted) {
        var found = new ArrayList<XmlElement>();
        for (XmlElement child : children) {
            if (child.name.equals(wanted)) {
                found.add(child);
            } else {
                found.addAll(child.all(wanted));
            }
        }
        return found;
    }

    /** Text of the first element of that name; empty if there is none. */
    String textOf(String wanted) {
        return find(wanted).map(XmlElement::text).orElse("");
    }

    /** A whole number in the first element of that name; 0 if there is none. */
    int numberOf(String wanted) {
        try {
            return (int) Double.parseDouble(textOf(wanted));
        } catch (NumberFormatException fromTheNetwork) {
            return 0;
        }
    }
}
