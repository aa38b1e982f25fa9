package vn.trangtien.ingest.twin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** A {@code gateway.yaml} as text. Whether its keys mean anything is decided by the gateway, which knows its own version. */
public final class ConfigurationText {

    private static final int MAX_BYTES = 256 * 1024;

    private ConfigurationText() {}

    /**
     * The text, if it can be a configuration at all.
     *
     * @throws IllegalArgumentException naming what is wrong with it
     */
    public static String checked(String yaml) {
        if (yaml.getBytes(UTF_8).length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "yaml must have at most %d bytes, but has %d".formatted(MAX_BYTES, yaml.getBytes(UTF_8).length));
        }
        if (yaml.indexOf(0) >= 0) {
            throw new IllegalArgumentException("yaml must be text, but holds a zero byte");
        }
        parsed(yaml);
        return yaml;
    }

    /** @throws IllegalArgumentException if it is no YAML, or not one mapping */
    public static Map<?, ?> parsed(String yaml) {
        try {
            var options = new LoaderOptions();
            options.setAllowDuplicateKeys(false);
            options.setMaxAliasesForCollections(20);
            options.setCodePointLimit(MAX_BYTES);
            if (new Yaml(new SafeConstructor(options)).load(yaml) instanceof Map<?, ?> mapping) {
                return mapping;
            }
        } catch (YAMLException e) {
            throw new IllegalArgumentException("yaml is not well-formed: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("yaml must be one mapping of keys, as gateway.yaml is");
    }

    /** SHA-256 of the bytes, lower-case hexadecimal, as the gateway reckons it. */
    public static String sha256(String yaml) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(yaml.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
