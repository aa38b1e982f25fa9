package vn.trangtien.ingest.rollout;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import vn.trangtien.ingest.twin.ConfigurationText;

/** One text for many gateways. */
record Template(String text, boolean merges) {

    /** What is filled in for each gateway; names may hold anything that a person typed, so they are quoted. */
    record Gateway(String account, String gateway, String name) {}

    Template {
        if (!text.isEmpty()) {
            ConfigurationText.parsed(filled(text, new Gateway("a", "g", "n")));
        } else {
            throw new IllegalArgumentException("template must not be empty");
        }
    }

    /**
     * The configuration of one gateway.
     *
     * @param desired what is wanted of it so far; only needed to merge into
     */
    String render(Gateway gateway, String desired) {
        String own = filled(text, gateway);
        if (!merges) {
            return ConfigurationText.checked(own);
        }
        Map<Object, Object> merged = merge(ConfigurationText.parsed(desired), ConfigurationText.parsed(own));
        var options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setIndent(2);
        options.setWidth(120);
        return ConfigurationText.checked(new Yaml(options).dump(merged));
    }

    /** RFC 7396: mappings are merged key by key, null deletes, anything else replaces. */
    private static Map<Object, Object> merge(Map<?, ?> base, Map<?, ?> patch) {
        Map<Object, Object> merged = new LinkedHashMap<>(base);
        patch.forEach((key, value) -> {
            @Nullable Object before = merged.get(key);
            if (value == null) {
                merged.remove(key);
            } else if (value instanceof Map<?, ?> inner) {
                merged.put(key, merge(before instanceof Map<?, ?> mapping ? mapping : Map.of(), inner));
            } else {
                merged.put(key, value);
            }
        });
        return merged;
    }

    private static String filled(String text, Gateway gateway) {
        return text.replace("{{gateway}}", gateway.gateway())
                .replace("{{account}}", gateway.account())
                .replace("{{name}}", quoted(gateway.name()));
    }

    private static String quoted(String name) {
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("name of the gateway must be one line of text to be filled in");
        }
        return name.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
