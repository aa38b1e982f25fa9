package vn.trangtien.kura;

import java.util.List;
import java.util.Optional;
import vn.trangtien.drivers.DriverDescriptor;
import vn.trangtien.drivers.DriverDescriptor.Parameter;
import vn.trangtien.drivers.Text;
import vn.trangtien.drivers.schema.FormField;

/** The forms that Kura's console shows, and the components that it starts, out of a driver's descriptor. */
final class Metatype {

    private static final String ADAPTER = "vn.trangtien.kura.osgi.KuraDriver";

    private Metatype() {}

    /** Persistent id of the factory of this driver. */
    static String pid(DriverDescriptor driver) {
        return "vn.trangtien.kura." + driver.type();
    }

    /** Component description (OSGi compendium 112). */
    static String component(DriverDescriptor driver) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.1.0" name="%1$s" activate="activate" modified="updated" deactivate="deactivate" configuration-policy="require" enabled="true" immediate="true">
                  <implementation class="%2$s"/>
                  <property name="service.pid" type="String" value="%1$s"/>
                  <property name="trangtien.driver" type="String" value="%3$s"/>
                  <service>
                    <provide interface="org.eclipse.kura.driver.Driver"/>
                    <provide interface="org.eclipse.kura.configuration.ConfigurableComponent"/>
                  </service>
                </scr:component>
                """.formatted(pid(driver), ADAPTER, escaped(driver.type()));
    }

    /** Form of the settings (OSGi compendium 105). */
    static String form(DriverDescriptor driver) {
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
                .append("<MetaData xmlns=\"http://www.osgi.org/xmlns/metatype/v1.2.0\" localization=\"en_us\">\n")
                .append("  <OCD id=\"%s\" name=\"%s\" description=\"%s\">\n"
                        .formatted(pid(driver), escaped(driver.title().en()), escaped(both(driver.title()))));
        xml.append(attribute(
                ComponentSettings.BUS,
                "String",
                "bus",
                BusAddress.FORMS,
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of()));
        for (FormField field : FormField.of(driver)) {
            Parameter parameter = driver.parameter(field.name()).orElseThrow();
            xml.append(attribute(
                    field.name(),
                    type(parameter),
                    field.name()
                            + parameter.unit().map(unit -> " (" + unit + ")").orElse(""),
                    both(field.label()),
                    field.required(),
                    field.initial(),
                    field.min().map(String::valueOf),
                    field.max().map(String::valueOf),
                    parameter.choices()));
        }
        return xml.append("  </OCD>\n")
                .append(
                        "  <Designate pid=\"%1$s\" factoryPid=\"%1$s\">\n    <Object ocdref=\"%1$s\"/>\n  </Designate>\n"
                                .formatted(pid(driver)))
                .append("</MetaData>\n")
                .toString();
    }

    private static String type(Parameter parameter) {
        return switch (parameter.kind()) {
            // Addresses such as 0x76 are written as text by technicians, and the form has no type for that.
            case INTEGER -> "String";
            case NUMBER -> "Double";
            case BOOLEAN -> "Boolean";
            case TEXT, CHOICE, DURATION, NUMBER_PAIR, REGISTER_MAP, FIELD_MAP -> "String";
        };
    }

    private static String attribute(
            String id,
            String type,
            String name,
            String description,
            boolean required,
            Optional<String> initial,
            Optional<String> min,
            Optional<String> max,
            List<String> options) {
        boolean bounded = type.equals("Double");
        var xml = new StringBuilder("    <AD id=\"%s\" name=\"%s\" type=\"%s\" cardinality=\"0\" required=\"%s\""
                .formatted(escaped(id), escaped(name), type, required));
        initial.ifPresent(
                value -> xml.append(" default=\"").append(escaped(value)).append('"'));
        min.filter(any -> bounded)
                .ifPresent(value -> xml.append(" min=\"").append(value).append('"'));
        max.filter(any -> bounded)
                .ifPresent(value -> xml.append(" max=\"").append(value).append('"'));
        xml.append(" description=\"").append(escaped(description)).append("\">\n");
        options.forEach(
                option -> xml.append("      <Option label=\"%1$s\" value=\"%1$s\"/>\n".formatted(escaped(option))));
        return xml.append("    </AD>\n").toString();
    }

    private static String both(Text text) {
        return text.vi() + " / " + text.en();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
