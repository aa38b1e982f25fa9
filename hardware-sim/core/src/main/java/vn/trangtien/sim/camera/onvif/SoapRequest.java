package vn.trangtien.sim.camera.onvif;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * One SOAP message as it came in.
 *
 * @param document without document type, so that nothing is fetched or blown up
 * @param operation first element in the body, in words of its own namespace
 */
record SoapRequest(Document document, Element operation) {

    /** @return empty if it is no XML or has no body */
    static Optional<SoapRequest> parse(byte[] xml) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            // The default one prints to standard error.
            builder.setErrorHandler(new DefaultHandler());
            Document document = builder.parse(new ByteArrayInputStream(xml));
            return first(document, "Body")
                    .flatMap(SoapRequest::firstChild)
                    .map(operation -> new SoapRequest(document, operation));
        } catch (SAXException | IOException e) {
            // Anybody may send anything: a message that makes no sense is answered as such by the caller.
            return Optional.empty();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("every JDK has a secure XML parser", e);
        }
    }

    String name() {
        return operation.getLocalName();
    }

    String namespace() {
        return Optional.ofNullable(operation.getNamespaceURI()).orElse("");
    }

    /** Text of the first element of that name anywhere in the message; empty if there is none. */
    String text(String localName) {
        return first(document, localName)
                .map(element -> element.getTextContent().trim())
                .orElse("");
    }

    /** Attribute of the first element of that name; empty if there is none. */
    String attribute(String localName, String attribute) {
        return first(document, localName)
                .map(element -> element.getAttribute(attribute))
                .orElse("");
    }

    private static Optional<Element> first(Document document, String localName) {
        NodeList found = document.getElementsByTagNameNS("*", localName);
        return found.getLength() == 0 ? Optional.empty() : Optional.of((Element) found.item(0));
    }

    private static Optional<Element> firstChild(Element parent) {
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                return Optional.of(element);
            }
        }
        return Optional.empty();
    }
}
