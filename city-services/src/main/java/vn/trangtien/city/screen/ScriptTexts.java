package vn.trangtien.city.screen;

import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

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

    /** All texts in a language: Vietnamese unless English is asked for. */
    static ResourceBundle bundle(Locale locale) {
        return ResourceBundle.getBundle(
                BUNDLE,
                locale.getLanguage().equals("en") ? Locale.ENGLISH : Locale.forLanguageTag("vi"),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
