package vn.trangtien.city.alarm.core;

import java.util.Locale;

/** A text of the rule data in the two languages of the screen; neither may be blank. */
public record Text(String vi, String en) {

    public Text {
        if (vi == null || vi.isBlank() || en == null || en.isBlank()) {
            throw new IllegalArgumentException("a text needs both vi and en, but was vi=" + vi + ", en=" + en);
        }
    }

    /** The text for this language; Vietnamese unless English is asked for. */
    public String in(Locale locale) {
        return Locale.ENGLISH.getLanguage().equals(locale.getLanguage()) ? en : vi;
    }
}
