package vn.trangtien.platform.text;

import java.text.Collator;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Pattern;

/** Vietnamese text as the house stores, searches and sorts it. */
public final class VietnameseText {

    public static final Locale VIETNAMESE = Locale.forLanguageTag("vi");

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    private VietnameseText() {}

    /** The composed form, in which every text is stored; keyboards and macOS file names often send the decomposed one. */
    public static String nfc(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /** Lower case without diacritics, for searching: {@code Đường Phố} becomes {@code duong pho}. */
    public static String fold(String text) {
        String bare =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
        return bare.replace('đ', 'd').replace('Đ', 'D').toLowerCase(Locale.ROOT);
    }

    /** Dictionary order: a ă â … d đ e ê. A new comparator for each call, because collators are not thread-safe. */
    public static Comparator<String> order() {
        Collator collator = Collator.getInstance(Locale.forLanguageTag("vi-VN"));
        return (a, b) -> collator.compare(nfc(a), nfc(b));
    }
}
