package vn.trangtien.city.screen;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** Names of what cameras see; templates see it as {@code ${words}}. */
public final class CameraWords {

    private static final String LABEL = "js.label.";

    private final ResourceBundle texts;

    CameraWords(Locale locale) {
        this.texts = ScriptTexts.bundle(locale);
    }

    /** A label as people say it; one that nobody has translated as it is. */
    public String label(String label) {
        return texts.containsKey(LABEL + label) ? texts.getString(LABEL + label) : label;
    }

    /** The labels that have a name. */
    List<String> labels() {
        return texts.keySet().stream()
                .filter(key -> key.startsWith(LABEL))
                .map(key -> key.substring(LABEL.length()))
                .sorted()
                .toList();
    }
}
