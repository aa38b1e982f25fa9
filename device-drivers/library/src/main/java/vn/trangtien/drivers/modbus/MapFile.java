package vn.trangtien.drivers.modbus;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.Suggestion;

/** Finds a register map: a shipped one by its name, a customer's by its path. */
final class MapFile {

    /** Names of the maps beside this class. */
    static final List<String> SHIPPED = List.of("sdm120", "sdm630", "soil-probe", "weather-station");

    private static final int LARGEST = 256 * 1024;

    private MapFile() {}

    /**
     * The keys and values of a map.
     *
     * @param nameOrPath one of {@link #SHIPPED}, or an absolute path that ends in .yaml
     * @param key of the configuration that holds it, for messages
     */
    static Written read(String nameOrPath, String key) {
        String text = SHIPPED.contains(nameOrPath) ? shipped(nameOrPath) : ofCustomer(nameOrPath, key);
        String file = SHIPPED.contains(nameOrPath) ? nameOrPath + ".yaml" : nameOrPath;
        YamlValues yaml;
        try {
            yaml = YamlValues.of(text);
        } catch (YamlEngineException e) {
            throw new ConfigException("%s: %s is no YAML: %s".formatted(key, file, YamlValues.problem(e)));
        }
        Place place = path -> "%s: %s line %d: %s".formatted(key, file, yaml.line(path), path);
        return new Written(place, "", yaml.values());
    }

    /** Every shipped map with its text. */
    static String shipped(String name) {
        try (InputStream in = MapFile.class.getResourceAsStream(name + ".yaml")) {
            if (in == null) {
                throw new IllegalStateException("the map %s is shipped, but its file is not".formatted(name));
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the shipped map %s cannot be read".formatted(name), e);
        }
    }

    private static String ofCustomer(String path, String key) {
        boolean isPath = path.endsWith(".yaml") || path.endsWith(".yml");
        if (!isPath || !path.startsWith("/")) {
            throw new ConfigException(
                    "%s must be the name of a shipped map or the absolute path of a .yaml file, but was '%s'%s"
                            .formatted(key, path, Suggestion.sentence(path, SHIPPED)));
        }
        try {
            Path file = Path.of(path);
            if (Files.size(file) > LARGEST) {
                throw new ConfigException("%s: %s must have at most %d KiB, but has %d bytes"
                        .formatted(key, path, LARGEST / 1024, Files.size(file)));
            }
            return Files.readString(file);
        } catch (IOException | InvalidPathException e) {
            throw new ConfigException(
                    "%s: %s cannot be read (%s); does it exist, is it UTF-8, and may the gateway's user read it?"
                            .formatted(key, path, e.getClass().getSimpleName()));
        }
    }
}
