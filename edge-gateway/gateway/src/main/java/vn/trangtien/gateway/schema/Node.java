package vn.trangtien.gateway.schema;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.trangtien.drivers.Text;
import vn.trangtien.drivers.schema.ParameterSchema;

/** One schema in the making; keywords stay in the order in which they are set, so that the file can be compared. */
final class Node {

    private final Map<String, Object> keywords = new LinkedHashMap<>();

    private Node() {}

    static Node of(String type) {
        return new Node().with("type", type);
    }

    /** A map with named keys and no others. */
    static Node section() {
        return of("object").with("additionalProperties", false);
    }

    static Node text(String vi, String en) {
        return of("string").with("minLength", 1).says(vi, en);
    }

    static Node number(String vi, String en) {
        return of("number").says(vi, en);
    }

    static Node bool(String vi, String en) {
        return of("boolean").says(vi, en);
    }

    /** Whole numbers may be written in hexadecimal, which some editors see as a text. */
    static Node whole(long min, long max, String vi, String en) {
        return any(
                        of("integer").with("minimum", min).with("maximum", max),
                        of("string").with("pattern", "^0[xX][0-9a-fA-F]{1,15}$"))
                .says(vi, en);
    }

    static Node duration(String vi, String en) {
        return of("string").with("pattern", ParameterSchema.DURATION_PATTERN).says(vi, en);
    }

    static Node choice(List<String> words, String vi, String en) {
        return new Node().with("enum", words).says(vi, en);
    }

    static Node any(Node... several) {
        return new Node().with("anyOf", maps(several));
    }

    static Node list(Node element) {
        return of("array").with("items", element.map());
    }

    static Node pair(String vi, String en) {
        return list(of("number")).with("minItems", 2).with("maxItems", 2).says(vi, en);
    }

    static Node reference(String definition) {
        return new Node().with("$ref", "#/$defs/" + definition);
    }

    /** For an element whose {@code key} is {@code value}. */
    static Node when(String key, String value, Node then) {
        Node condition = new Node()
                .with("properties", Map.of(key, Map.of("const", value)))
                .with("required", List.of(key));
        return new Node().with("if", condition.map()).with("then", then.map());
    }

    static Node empty() {
        return new Node();
    }

    Node says(Text text) {
        return says(text.vi(), text.en());
    }

    Node says(String vi, String en) {
        return with("title", vi).with("description", en);
    }

    Node with(String keyword, Object value) {
        keywords.put(keyword, value);
        return this;
    }

    Node initially(Object value) {
        return with("default", value);
    }

    Node range(double min, double max) {
        return with("minimum", min).with("maximum", max);
    }

    Node key(String name, Node schema) {
        return key(name, schema.map());
    }

    Node key(String name, Object schema) {
        Map<String, Object> properties = new LinkedHashMap<>();
        if (keywords.get("properties") instanceof Map<?, ?> before) {
            before.forEach((known, value) -> properties.put(String.valueOf(known), value));
        }
        properties.put(name, schema);
        return with("properties", properties);
    }

    Node needs(String... keys) {
        return with("required", List.of(keys));
    }

    Node all(List<Node> several) {
        return with("allOf", maps(several.toArray(Node[]::new)));
    }

    private static List<Map<String, Object>> maps(Node... nodes) {
        return Arrays.stream(nodes).map(Node::map).toList();
    }

    Map<String, Object> map() {
        return keywords;
    }
}
