package vn.trangtien.city.cameras;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the things are called that cameras see: one file, {@code i18n/labels.csv}, for every page and both languages. Thread-safe.
 */
public final class Labels {

    private static final String FILE = "/i18n/labels.csv";
    private static final int COLUMNS = 3;
    private static final Map<String, String> VIETNAMESE = read(1);
    private static final Map<String, String> ENGLISH = read(2);

    private Labels() {}

    /** Names by label; a label that is not in it, as of a customer's own model, is shown as it is. */
    public static Map<String, String> in(Locale locale) {
        return locale.getLanguage().equals("en") ? ENGLISH : VIETNAMESE;
    }

    /** Everything that the usual models and the motion counter can see, in the order of the file. */
    public static Set<String> known() {
        return ENGLISH.keySet();
    }

    private static Map<String, String> read(int column) {
        var names = new LinkedHashMap<String, String>();
        InputStream file = Labels.class.getResourceAsStream(FILE);
        if (file == null) {
            throw new IllegalStateException(FILE + " is missing from the program; build it again");
        }
        try (var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            lines.lines().skip(1).forEach(line -> {
                String[] cells = line.split(",", -1);
                if (cells.length != COLUMNS) {
                    throw new IllegalStateException(
                            "%s: a line has label, vi and en, but was '%s'".formatted(FILE, line));
                }
                names.put(cells[0], cells[column]);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " cannot be read", e);
        }
        return java.util.Collections.unmodifiableMap(names);
    }
}
