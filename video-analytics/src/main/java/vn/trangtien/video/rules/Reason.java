package vn.trangtien.video.rules;

import java.util.Locale;

/** One sentence for a person, in both languages. */
record Reason(String english, String vietnamese) {

    static Reason of(String english, String vietnamese, Object... values) {
        return new Reason(String.format(Locale.ROOT, english, values), String.format(Locale.ROOT, vietnamese, values));
    }
}
