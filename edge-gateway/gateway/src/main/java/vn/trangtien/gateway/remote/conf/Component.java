package vn.trangtien.gateway.remote.conf;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A part of the configuration as Kura's consoles see it.
 *
 * @param pid {@code gateway}, or {@code device.} and the device's id
 * @param factoryPid {@code driver.} and the type of its driver; empty for the gateway itself
 * @param name for people
 * @param description for people, English and Vietnamese
 * @param attributes what may be set, in the order of a form
 * @param properties what is set, by the names of attributes: String, Long, Double or Boolean
 */
record Component(
        String pid,
        Optional<String> factoryPid,
        String name,
        String description,
        List<Attribute> attributes,
        Map<String, Object> properties) {

    Component {
        attributes = List.copyOf(attributes);
    }

    /**
     * One thing that may be set.
     *
     * @param defaultValue as text; empty if there is none
     * @param min smallest number, as text
     * @param max largest number, as text
     * @param options the only values allowed; none if any is
     */
    record Attribute(
            String id,
            PropertyType type,
            String description,
            boolean required,
            Optional<String> defaultValue,
            Optional<String> min,
            Optional<String> max,
            List<String> options) {

        Attribute {
            options = List.copyOf(options);
        }

        static Attribute of(String id, PropertyType type, String description, boolean required) {
            return new Attribute(
                    id, type, description, required, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
        }

        Attribute withDefault(String value) {
            return new Attribute(id, type, description, required, Optional.of(value), min, max, options);
        }
    }

    static PropertyType typeOf(Object value) {
        if (value instanceof Long) {
            return PropertyType.LONG;
        } else if (value instanceof Double) {
            return PropertyType.DOUBLE;
        } else if (value instanceof Boolean) {
            return PropertyType.BOOLEAN;
        }
        return PropertyType.STRING;
    }

    /** The same with other values. */
    Component with(Map<String, Object> others) {
        return new Component(pid, factoryPid, name, description, attributes, others);
    }
}
