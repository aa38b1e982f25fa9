package vn.trangtien.drivers.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.trangtien.drivers.DriverDescriptor;
import vn.trangtien.drivers.DriverDescriptor.Parameter;

/**
 * JSON Schema (draft 2020-12) of what a technician writes under {@code params:}. The trees are of Map, List, String, Number
 * and Boolean, in a stable order, so that any JSON library prints them and a file of them can be compared.
 */
public final class ParameterSchema {

    /** Durations as the configuration writes them: a whole number and its unit. */
    public static final String DURATION_PATTERN = "^\\d{1,12}\\s*(ms|s|m|h|d)$";

    private static final String HEX_PATTERN = "^0[xX][0-9a-fA-F]{1,15}$";

    private ParameterSchema() {}

    /** The schema of the {@code params} of this driver; unknown names are forbidden. */
    public static Map<String, Object> of(DriverDescriptor descriptor) {
        var properties = new LinkedHashMap<String, Object>();
        for (Parameter parameter : descriptor.parameters()) {
            properties.put(parameter.name(), of(parameter));
        }
        List<String> required = descriptor.parameters().stream()
                .filter(Parameter::required)
                .map(Parameter::name)
                .toList();
        var schema = new LinkedHashMap<String, Object>();
        schema.put("type", "object");
        schema.put("additionalProperties", false);
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        return schema;
    }

    private static Map<String, Object> of(Parameter parameter) {
        var schema = new LinkedHashMap<String, Object>();
        String unit = parameter.unit().map(" [%s]"::formatted).orElse("");
        schema.put("title", parameter.description().vi() + unit);
        schema.put("description", parameter.description().en() + unit);
        switch (parameter.kind()) {
            case INTEGER -> {
                // YAML editors see 0x76 as a number or as a text, depending on the YAML version they follow.
                var number = new LinkedHashMap<String, Object>();
                number.put("type", "integer");
                range(parameter, number);
                var hex = new LinkedHashMap<String, Object>();
                hex.put("type", "string");
                hex.put("pattern", HEX_PATTERN);
                schema.put("anyOf", List.of(number, hex));
            }
            case NUMBER -> {
                schema.put("type", "number");
                range(parameter, schema);
            }
            case BOOLEAN -> schema.put("type", "boolean");
            case TEXT -> schema.put("type", "string");
            case CHOICE -> schema.put("enum", parameter.choices());
            case DURATION -> {
                schema.put("type", "string");
                schema.put("pattern", DURATION_PATTERN);
            }
            case NUMBER_PAIR -> {
                schema.put("type", "array");
                schema.put("items", Map.of("type", "number"));
                schema.put("minItems", 2);
                schema.put("maxItems", 2);
            }
            case REGISTER_MAP, FIELD_MAP -> {
                schema.put("type", "object");
                schema.put("additionalProperties", Map.of("type", "object"));
            }
        }
        parameter.defaultValue().ifPresent(value -> schema.put("default", WrittenValue.of(parameter, value)));
        return schema;
    }

    private static void range(Parameter parameter, Map<String, Object> schema) {
        parameter.min().ifPresent(min -> schema.put("minimum", WrittenValue.plain(min)));
        parameter.max().ifPresent(max -> schema.put("maximum", WrittenValue.plain(max)));
    }
}
