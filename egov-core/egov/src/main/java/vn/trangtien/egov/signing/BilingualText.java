package vn.trangtien.egov.signing;

import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.ResourceBundle;

/** A sentence for people, Vietnamese and English. */
public record BilingualText(String vi, String en) {

    private static final String BUNDLE = "i18n.signing";
    private static final Locale VIETNAMESE = Locale.forLanguageTag("vi");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm:ss").withZone(ZoneId.of("Asia/Ho_Chi_Minh"));

    /**
     * A text of {@code i18n/signing}.
     *
     * @param values that it names, in its order; instants are shown in Vietnamese time, other texts in their language
     */
    public static BilingualText named(String key, Object... values) {
        return new BilingualText(text(VIETNAMESE, key, values), text(Locale.ENGLISH, key, values));
    }

    /** English for English readers, Vietnamese for everybody else. */
    public String in(Locale locale) {
        return locale.getLanguage().equals("en") ? en : vi;
    }

    private static String text(Locale locale, String key, Object... values) {
        var control = ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
        String pattern = ResourceBundle.getBundle(BUNDLE, locale, control).getString(key);
        Object[] words = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            words[i] = word(locale, values[i]);
        }
        return new MessageFormat(pattern, locale).format(words);
    }

    private static String word(Locale locale, Object value) {
        if (value instanceof BilingualText text) {
            return text.in(locale);
        }
        return value instanceof Instant time ? TIME.format(time) : String.valueOf(value);
    }
}
