package vn.trangtien.city.screen;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.city.cameras.Labels;

/** The texts that scripts write themselves, as one JSON object for a data attribute; keys without their prefix. */
final class ScriptTexts {

    static final String BUNDLE = "i18n.city";
    private static final String PREFIX = "js.";

    private ScriptTexts() {}

    static String json(Locale locale) {
        ResourceBundle bundle = bundle(locale);
        Map<String, String> texts = new TreeMap<>();
        for (String key : bundle.keySet()) {
            if (key.startsWith(PREFIX)) {
                texts.put(key.substring(PREFIX.length()), bundle.getString(key));
            }
        }
        Labels.in(locale).forEach((label, name) -> texts.put("label." + label, name));
        return JsonMapper.shared().writeValueAsString(texts);
    }

    /** What a line or zone can be told to count: rows of label, its name in this language and in the other one, in alphabetical order. */
    static String labels(Locale locale) {
        boolean english = locale.getLanguage().equals("en");
        Map<String, String> own = Labels.in(locale);
        Map<String, String> other = Labels.in(english ? Locale.forLanguageTag("vi") : Locale.ENGLISH);
        return JsonMapper.shared()
                .writeValueAsString(new CameraWords(locale)
                        .labels().stream()
                                .map(label -> List.of(
                                        label,
                                        Objects.requireNonNull(own.get(label)),
                                        Objects.requireNonNull(other.get(label))))
                                .toList());
    }

    /** All texts in a language: Vietnamese unless English is asked for. */
    static ResourceBundle bundle(Locale locale) {
        return ResourceBundle.getBundle(
                BUNDLE,
                locale.getLanguage().equals("en") ? Locale.ENGLISH : Locale.forLanguageTag("vi"),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
