package vn.trangtien.platform.text;

import java.util.Locale;

/** The same words in both languages, where they come from data rather than from a message bundle. */
public record Words(String vi, String en) {

    /** English for English readers, Vietnamese for everybody else. */
    public String in(Locale locale) {
        return locale.getLanguage().equals("en") ? en : vi;
    }
}
