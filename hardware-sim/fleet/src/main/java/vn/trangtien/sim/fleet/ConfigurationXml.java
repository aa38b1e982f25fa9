package vn.trangtien.sim.fleet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** The XML of CONF-V1, read with the habits of Kura's own reader: names are compared with their prefix, as text. */
final class ConfigurationXml {

    private static final String ESF = "http://eurotech.com/esf/2.0";
    private static final String OCD = "http://www.osgi.org/xmlns/metatype/v1.2.0";

    private final Set<Quirk> quirks;

    ConfigurationXml(Set<Quirk> quirks) {
        this.quirks = quirks;
    }

    /** Properties by pid; none where the prefix is not the expected text. */
    Map<String, Map<String, String>> read(byte[] body) throws IOException {
        Element root = parse(body).getDocumentElement();
        var found = new LinkedHashMap<String, Map<String, String>>();
        if (!is(root, "configurations", ESF, "esf")) {
            return found;
        }
        for (Element configuration : Elements.of(root)) {
            if (is(configuration, "configuration", ESF, "esf")) {
                found.put(configuration.getAttribute("pid"), properties(configuration));
            }
        }
        return found;
    }

    private Map<String, String> properties(Element configuration) throws IOException {
        Optional<Map<String, String>> properties = Optional.empty();
        for (Element child : Elements.of(configuration)) {
            boolean definition = is(child, "OCD", OCD, "ocd");
            if (definition && properties.isPresent() && quirks.contains(Quirk.OCD_LAST_FAILS)) {
                throw new IOException("ocd:OCD after esf:properties");
            }
            if (is(child, "properties", ESF, "esf")) {
                var values = new TreeMap<String, String>();
                for (Element property : Elements.of(child)) {
                    values.put(
                            property.getAttribute("name"),
                            property.getTextContent().strip());
                }
                properties = Optional.of(values);
            }
        }
        return properties.orElse(Map.of());
    }

    private boolean is(Element element, String name, String namespace, String prefix) {
        if (quirks.contains(Quirk.LITERAL_ESF_PREFIX)) {
            return element.getNodeName().equals(prefix + ":" + name);
        }
        return name.equals(element.getLocalName()) && namespace.equals(element.getNamespaceURI());
    }

    private static Document parse(byte[] body) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(new ByteArrayInputStream(body));
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("no XML: " + e.getMessage(), e);
        }
    }

    static byte[] write(Map<String, Map<String, String>> configurations) {
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?><esf:configurations xmlns:esf=\"")
                .append(ESF)
                .append("\" xmlns:ocd=\"")
                .append(OCD)
                .append("\">");
        configurations.forEach((pid, properties) -> {
            xml.append("<esf:configuration pid=\"").append(escaped(pid)).append("\"><esf:properties>");
            properties.forEach((name, value) -> xml.append("<esf:property array=\"false\" encrypted=\"false\" name=\"")
                    .append(escaped(name))
                    .append("\" type=\"String\"><esf:value>")
                    .append(escaped(value))
                    .append("</esf:value></esf:property>"));
            xml.append("</esf:properties></esf:configuration>");
        });
        return xml.append("</esf:configurations>").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    /** Child elements, without the text between them. */
    private static final class Elements {

        static Iterable<Element> of(Element parent) {
            var children = new java.util.ArrayList<Element>();
            for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
                if (node instanceof Element element) {
                    children.add(element);
                }
            }
            return children;
        }
    }
}
