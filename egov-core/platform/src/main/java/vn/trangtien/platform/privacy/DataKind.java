package vn.trangtien.platform.privacy;

import java.util.Locale;
import vn.trangtien.platform.text.VietnameseText;

/** What a value is, which decides how it is masked and normalised. */
public enum DataKind {
    IDENTITY_NUMBER,
    PHONE,
    NAME,
    EMAIL,
    BIRTH_DATE,
    ADDRESS,
    OTHER;

    private static final String COUNTRY = "84";

    /** One form for every way to write the same value, before it is compared or indexed. */
    public String normalise(String value) {
        String text = VietnameseText.nfc(value.strip());
        return switch (this) {
            case IDENTITY_NUMBER -> text.replaceAll("[^\\p{Alnum}]", "").toUpperCase(Locale.ROOT);
            case PHONE -> phone(text.replaceAll("[^0-9]", ""));
            case EMAIL -> text.toLowerCase(Locale.ROOT);
            case NAME, BIRTH_DATE, ADDRESS, OTHER ->
                text.replaceAll("\\s+", " ").toLowerCase(VietnameseText.VIETNAMESE);
        };
    }

    private static String phone(String digits) {
        return digits.startsWith(COUNTRY) ? "0" + digits.substring(COUNTRY.length()) : digits;
    }
}
