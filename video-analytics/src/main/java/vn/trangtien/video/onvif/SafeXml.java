package vn.trangtien.video.onvif;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads the XML of a stranger: no document types, no entities, no files or addresses, and not more than an answer needs. */
final class SafeXml {

    static final int MOST_BYTES = 1 << 20;

    private static final int DEEPEST = 64;
    private static final int MOST_ELEMENTS = 20_000;
    private static final XMLInputFactory FACTORY = factory();

    private SafeXml() {}

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing outside of the answer is read");
        });
        return factory;
    }

    /** @throws OnvifException if it is no XML, or too much of it */
    static XmlElement parse(byte[] bytes) throws OnvifException {
        if (bytes.length > MOST_BYTES) {
            throw new OnvifException(OnvifProblem.NO_ONVIF, "the answer is larger than 1 MB");
        }
        var root = new XmlElement("");
        var open = new ArrayDeque<XmlElement>();
        open.push(root);
        int elements = 0;
        try {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(bytes));
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        if (++elements > MOST_ELEMENTS || open.size() > DEEPEST) {
                            throw new OnvifException(
                                    OnvifProblem.NO_ONVIF, "the answer has too many or too deep elements");
                        }
                        XmlElement element = start(reader);
                        open.element().add(element);
                        open.push(element);
                    }
                    case XMLStreamConstants.END_ELEMENT -> open.pop();
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                        open.element().add(reader.getText());
                    case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                        throw new OnvifException(OnvifProblem.NO_ONVIF, "the answer has a document type or an entity");
                    default -> {
                        // comments and the like mean nothing here
                    }
                }
            }
        } catch (XMLStreamException | RuntimeException e) {
            throw new OnvifException(OnvifProblem.NO_ONVIF, "the answer is no XML", e);
        }
        return root;
    }

    private static XmlElement start(XMLStreamReader reader) {
        var element = new XmlElement(reader.getLocalName());
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            element.attribute(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        return element;
    }

    /** For text that goes into a request. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
