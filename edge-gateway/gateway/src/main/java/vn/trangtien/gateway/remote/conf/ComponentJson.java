package vn.trangtien.gateway.remote.conf;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import vn.trangtien.gateway.remote.JsonBody;
import vn.trangtien.gateway.remote.conf.Component.Attribute;

/** A component in the words of Kura's JSON. */
final class ComponentJson {

    private ComponentJson() {}

    static ObjectNode of(Component component, boolean definitionOnly) {
        ObjectNode json = JsonBody.object().put("pid", component.pid());
        ObjectNode definition = json.putObject("definition")
                .put("id", component.factoryPid().orElse(component.pid()))
                .put("name", component.name())
                .put("description", component.description());
        ArrayNode attributes = definition.putArray("ad");
        component.attributes().forEach(attribute -> write(attribute, attributes.addObject()));
        if (!definitionOnly) {
            ObjectNode properties = json.putObject("properties");
            component.properties().forEach((name, value) -> write(value, properties.putObject(name)));
        }
        return json;
    }

    private static void write(Attribute attribute, ObjectNode to) {
        to.put("id", attribute.id())
                .put("name", attribute.id())
                .put("description", attribute.description())
                .put("type", attribute.type().name())
                .put("cardinality", 0)
                .put("isRequired", attribute.required());
        attribute.defaultValue().ifPresent(value -> to.put("default", value));
        attribute.min().ifPresent(value -> to.put("min", value));
        attribute.max().ifPresent(value -> to.put("max", value));
        if (!attribute.options().isEmpty()) {
            ArrayNode options = to.putArray("option");
            attribute
                    .options()
                    .forEach(option -> options.addObject().put("label", option).put("value", option));
        }
    }

    private static void write(Object value, ObjectNode to) {
        to.put("type", Component.typeOf(value).name());
        if (value instanceof Long number) {
            to.put("value", number);
        } else if (value instanceof Double number) {
            to.put("value", number);
        } else if (value instanceof Boolean truth) {
            to.put("value", truth);
        } else {
            to.put("value", String.valueOf(value));
        }
    }
}
