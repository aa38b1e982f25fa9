package vn.trangtien.ingest.wording;

/** Texts of devices in a form that databases take and people can see. Stateless. */
public final class Printable {

    private static final int REPLACEMENT = 0xfffd;

    private Printable() {}

    /** At most so many characters of the text, each that cannot be shown replaced by U+FFFD. */
    public static String text(String text, int most) {
        var kept = new StringBuilder();
        text.codePoints().limit(most).forEach(c -> kept.appendCodePoint(isUnprintable(c) ? REPLACEMENT : c));
        return kept.toString();
    }

    /** Whether everything in the text can be shown. */
    public static boolean isPrintable(String text) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (isUnprintable(c)) {
                return false;
            }
            i += Character.charCount(c);
        }
        return true;
    }

    /** Control characters, and lone halves of surrogate pairs, which no database takes. */
    public static boolean isUnprintable(int c) {
        return Character.isISOControl(c) || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
