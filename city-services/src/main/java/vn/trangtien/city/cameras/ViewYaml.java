package vn.trangtien.city.cameras;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Writes one key of a camera as YAML: one line for each field of an item, coordinates in short form. */
final class ViewYaml {

    /** A thousandth of a per cent of the picture: less than a pixel of any camera. */
    private static final int DECIMALS = 5;

    private static final Pattern PLAIN =
            Pattern.compile("[\\p{L}][\\p{L}\\p{Nd} _.-]*[\\p{L}\\p{Nd}]|\\d+(ms|s|m|h|d)");
    private static final Pattern NO_TEXT =
            Pattern.compile("(?i)(true|false|null|yes|no|on|off|y|n|[-+]?\\.?(inf|nan))");
    private static final List<String> FIRST = List.of("name", "from", "to", "points", "labels");

    private ViewYaml() {}

    /** @param indent columns before the key */
    static List<String> lines(String key, List<?> value, int indent) {
        String margin = " ".repeat(indent);
        // Without the key a gateway that is asked nothing else counts across the middle; an empty list says that nobody
        // wants a line.
        if (key.equals(ViewKeys.HINTS) || value.isEmpty()) {
            return List.of(margin + key + ": " + flow(value));
        }
        var lines = new ArrayList<String>();
        lines.add(margin + key + ":");
        for (Object item : value) {
            if (item instanceof Map<?, ?> map && !map.isEmpty()) {
                String lead = margin + "  - ";
                for (Map.Entry<String, Object> field : ordered(map).entrySet()) {
                    lines.add(lead + text(field.getKey()) + ": " + flow(field.getValue()));
                    lead = margin + "    ";
                }
            } else {
                lines.add(margin + "  - " + flow(item));
            }
        }
        return lines;
    }

    private static Map<String, Object> ordered(Map<?, ?> map) {
        var ordered = new LinkedHashMap<String, Object>();
        for (String key : FIRST) {
            if (map.containsKey(key)) {
                ordered.put(key, map.get(key));
            }
        }
        map.forEach((key, value) -> ordered.putIfAbsent(String.valueOf(key), value));
        return ordered;
    }

    private static String flow(@org.jspecify.annotations.Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof Number number) {
            return number(number);
        }
        if (value instanceof Boolean flag) {
            return flag.toString();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(ViewYaml::flow).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> text(String.valueOf(entry.getKey())) + ": " + flow(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return text(String.valueOf(value));
    }

    static String number(Number number) {
        BigDecimal rounded = new BigDecimal(number.toString())
                .setScale(DECIMALS, RoundingMode.HALF_EVEN)
                .stripTrailingZeros();
        return rounded.signum() == 0 ? "0" : rounded.toPlainString();
    }

    /** Plain where it cannot be taken for anything else, else as in JSON, which YAML reads. */
    private static String text(String text) {
        return PLAIN.matcher(text).matches() && !NO_TEXT.matcher(text).matches()
                ? text
                : JsonMapper.shared().writeValueAsString(text);
    }
}
