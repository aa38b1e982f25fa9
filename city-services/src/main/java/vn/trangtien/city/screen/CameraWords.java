package vn.trangtien.city.screen;

import java.text.Collator;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import vn.trangtien.city.cameras.Labels;

/** Names of what cameras see; templates see it as {@code ${words}}. */
public final class CameraWords {

    private static final Map<String, String> LEVELS =
            Map.of("SEES", "ok", "LIMITED", "medium", "BLIND", "medium", "LOST", "high");

    private final Locale locale;
    private final Map<String, String> names;

    CameraWords(Locale locale) {
        this.locale = locale;
        this.names = Labels.in(locale);
    }

    /** A label as people say it; one that nobody has translated as it is. */
    public String label(String label) {
        return names.getOrDefault(label, label);
    }

    /** How grave a state of {@link CameraStates.Line} is, as the style sheets name it. */
    public String level(String state) {
        return LEVELS.getOrDefault(state, "info");
    }

    /** The labels that have a name, in the alphabetical order of their names. */
    List<String> labels() {
        return names.entrySet().stream()
                .sorted(Comparator.comparing(Map.Entry<String, String>::getValue, Collator.getInstance(locale)))
                .map(Map.Entry::getKey)
                .toList();
    }
}
