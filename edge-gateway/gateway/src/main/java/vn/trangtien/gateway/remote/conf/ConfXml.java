package vn.trangtien.gateway.remote.conf;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import vn.trangtien.gateway.remote.RequestFailed;
import vn.trangtien.gateway.remote.conf.Component.Attribute;

/**
 * Kura's XML of configurations. Written with the literal prefix {@code esf}, without which Kura's own reader finds nothing; read
 * by namespace, whatever the prefix. The reader knows no document types and fetches nothing.
 */
final class ConfXml {

    static final String NAMESPACE = "http://eurotech.com/esf/2.0";
    private static final String METATYPE = "http://www.osgi.org/xmlns/metatype/v1.2.0";
    private static final String ESF = "esf";
    private static final String OCD = "ocd";
    private static final int MOST_PROPERTIES = 10_000;

    private ConfXml() {}

    /** Properties by component. */
    static Map<String, Map<String, Object>> read(String xml) throws RequestFailed {
        try {
            XMLStreamReader reader = input().createXMLStreamReader(new StringReader(xml));
            try {
                return configurations(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException | RuntimeException e) {
            // The parser of the JDK throws unchecked exceptions for some broken documents.
            throw RequestFailed.bad("the body is not XML of configurations: " + e.getMessage());
        }
    }

    private static XMLInputFactory input() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> {
            throw new XMLStreamException("external entities are not read: " + systemId);
        });
        return factory;
    }

    private static Map<String, Map<String, Object>> configurations(XMLStreamReader reader)
            throws XMLStreamException, RequestFailed {
        Map<String, Map<String, Object>> found = new LinkedHashMap<>();
        Map<String, Object> properties = new LinkedHashMap<>();
        int count = 0;
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.DTD) {
                throw RequestFailed.bad("the body must not hold a document type");
            }
            if (event != XMLStreamConstants.START_ELEMENT || !NAMESPACE.equals(reader.getNamespaceURI())) {
                continue;
            }
            if (reader.getLocalName().equals("configuration")) {
                properties = new LinkedHashMap<>();
                String pid = attribute(reader, "pid").orElse("");
                if (pid.isEmpty() || found.put(pid, properties) != null) {
                    throw RequestFailed.bad(
                            "each configuration needs a pid of its own, but one is '%s'".formatted(pid));
                }
            } else if (reader.getLocalName().equals("property")) {
                if (++count > MOST_PROPERTIES) {
                    throw RequestFailed.bad("the body must hold at most %d properties".formatted(MOST_PROPERTIES));
                }
                property(reader, properties);
            }
        }
        return found;
    }

    private static void property(XMLStreamReader reader, Map<String, Object> into)
            throws XMLStreamException, RequestFailed {
        String name = attribute(reader, "name").orElse("");
        Optional<PropertyType> type = PropertyType.of(attribute(reader, "type").orElse("String"));
        if (name.isEmpty()
                || type.isEmpty()
                || attribute(reader, "array").orElse("false").equals("true")) {
            throw RequestFailed.bad(
                    "property '%s' must have a name, a type of String, Long, Double, Boolean, and one value"
                            .formatted(name));
        }
        String value = "";
        int event = reader.next();
        while (event != XMLStreamConstants.END_ELEMENT) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                value = reader.getElementText();
            }
            event = reader.next();
        }
        into.put(name, type.get().parse(name, value));
    }

    private static Optional<String> attribute(XMLStreamReader reader, String name) {
        return Optional.ofNullable(reader.getAttributeValue(null, name));
    }

    static String write(List<Component> components) {
        return document(writer -> {
            start(writer, "configurations");
            for (Component component : components) {
                writer.writeStartElement(ESF, "configuration", NAMESPACE);
                writer.writeAttribute("pid", component.pid());
                definition(writer, component);
                writer.writeStartElement(ESF, "properties", NAMESPACE);
                for (Map.Entry<String, Object> property : component.properties().entrySet()) {
                    writer.writeStartElement(ESF, "property", NAMESPACE);
                    writer.writeAttribute("array", "false");
                    writer.writeAttribute("encrypted", "false");
                    writer.writeAttribute("name", property.getKey());
                    writer.writeAttribute(
                            "type", Component.typeOf(property.getValue()).xmlName());
                    writer.writeStartElement(ESF, "value", NAMESPACE);
                    writer.writeCharacters(String.valueOf(property.getValue()));
                    writer.writeEndElement();
                    writer.writeEndElement();
                }
                writer.writeEndElement();
                writer.writeEndElement();
            }
            writer.writeEndElement();
        });
    }

    /** Before the properties: after them Kura's own reader would fail. */
    private static void definition(XMLStreamWriter writer, Component component) throws XMLStreamException {
        writer.writeStartElement(OCD, "OCD", METATYPE);
        writer.writeAttribute("id", component.factoryPid().orElse(component.pid()));
        writer.writeAttribute("name", component.name());
        writer.writeAttribute("description", component.description());
        for (Attribute attribute : component.attributes()) {
            writer.writeStartElement(OCD, "AD", METATYPE);
            writer.writeAttribute("id", attribute.id());
            writer.writeAttribute("name", attribute.id());
            writer.writeAttribute("type", attribute.type().xmlName());
            writer.writeAttribute("cardinality", "0");
            writer.writeAttribute("required", Boolean.toString(attribute.required()));
            writer.writeAttribute("description", attribute.description());
            optional(writer, "default", attribute.defaultValue());
            optional(writer, "min", attribute.min());
            optional(writer, "max", attribute.max());
            for (String option : attribute.options()) {
                writer.writeEmptyElement(OCD, "Option", METATYPE);
                writer.writeAttribute("label", option);
                writer.writeAttribute("value", option);
            }
            writer.writeEndElement();
        }
        writer.writeEndElement();
    }

    private static void optional(XMLStreamWriter writer, String name, Optional<String> value)
            throws XMLStreamException {
        if (value.isPresent()) {
            writer.writeAttribute(name, value.get());
        }
    }

    static String writeIds(List<Long> numbers) {
        return document(writer -> {
            start(writer, "snapshot-ids");
            for (long number : numbers) {
                writer.writeStartElement(ESF, "snapshotIds", NAMESPACE);
                writer.writeCharacters(Long.toString(number));
                writer.writeEndElement();
            }
            writer.writeEndElement();
        });
    }

    private static void start(XMLStreamWriter writer, String root) throws XMLStreamException {
        writer.writeStartElement(ESF, root, NAMESPACE);
        writer.writeNamespace(ESF, NAMESPACE);
        writer.writeNamespace(OCD, METATYPE);
    }

    /** What goes between beginning and end of a document. */
    private interface Content {
        void write(XMLStreamWriter writer) throws XMLStreamException;
    }

    private static String document(Content content) {
        var text = new StringWriter();
        try {
            XMLStreamWriter writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            writer.writeStartDocument("UTF-8", "1.0");
            content.write(writer);
            writer.writeEndDocument();
            writer.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a text can always be written to", e);
        }
        return text.toString();
    }
}
