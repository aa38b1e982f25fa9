package vn.trangtien.video.plate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The two digits with which plates begin, from {@code provinces.csv}, which says where they come from and of which day. */
public final class Provinces {

    private static final Map<String, String> NAMES = read();

    private Provinces() {}

    /** All codes that are or were given out. */
    public static Set<String> codes() {
        return NAMES.keySet();
    }

    /** The province that a code was given to, by its name of that time. */
    public static Optional<String> name(String code) {
        return Optional.ofNullable(NAMES.get(code));
    }

    private static Map<String, String> read() {
        try (InputStream in = Provinces.class.getResourceAsStream("provinces.csv")) {
            if (in == null) {
                throw new IllegalStateException("provinces.csv of number plates is missing in this installation");
            }
            var names = new LinkedHashMap<String, String>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    String[] columns = line.split(",", 2);
                    names.put(columns[0].strip(), columns[1].strip());
                }
            }
            return Map.copyOf(names);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
