package vn.trangtien.video.model.convert;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * One operation of a TensorFlow graph.
 *
 * @param inputs names of the nodes that it reads, without control dependencies
 * @param attributes as they stand in the file
 */
record TfNode(String name, String operator, List<String> inputs, JsonNode attributes) {

    static TfNode of(JsonNode node) {
        List<String> inputs = new ArrayList<>();
        for (JsonNode input : node.path("input")) {
            String name = input.asString();
            if (!name.startsWith("^")) {
                inputs.add(name.endsWith(":0") ? name.substring(0, name.length() - 2) : name);
            }
        }
        return new TfNode(
                node.path("name").asString(""), node.path("op").asString(""), List.copyOf(inputs), node.path("attr"));
    }

    String input(int index) throws ConversionException {
        if (index >= inputs.size()) {
            throw new ConversionException("%s has %d inputs, but needs %d".formatted(this, inputs.size(), index + 1));
        }
        return inputs.get(index);
    }

    boolean flag(String attribute) {
        return attributes.path(attribute).path("b").asBoolean(false);
    }

    float number(String attribute, float standard) {
        return (float) attributes.path(attribute).path("f").asDouble(standard);
    }

    String text(String attribute, String standard) {
        JsonNode value = attributes.path(attribute).path("s");
        return value.isMissingNode() ? standard : text(value);
    }

    List<String> texts(String attribute) {
        List<String> texts = new ArrayList<>();
        attributes.path(attribute).path("list").path("s").forEach(value -> texts.add(text(value)));
        return texts;
    }

    List<Integer> integers(String attribute) {
        List<Integer> integers = new ArrayList<>();
        attributes.path(attribute).path("list").path("i").forEach(value -> integers.add(value.asInt()));
        return integers;
    }

    /** Texts are lists of character codes in older files and Base64 in newer ones. */
    private static String text(JsonNode value) {
        if (!value.isArray()) {
            return new String(Base64.getDecoder().decode(value.asString()), StandardCharsets.UTF_8);
        }
        var text = new StringBuilder();
        value.forEach(code -> text.append((char) code.asInt()));
        return text.toString();
    }

    @Override
    public String toString() {
        return "node '%s' (%s)".formatted(name, operator);
    }
}
