package vn.trangtien.platform.numbering;

/**
 * How the numbers of one kind of book are written.
 *
 * @param pattern text with {@code {number}}, {@code {year}} and {@code {unit}}; a number below 10 gets a leading zero,
 *     as Decree 30/2020 wants it
 */
record BookPattern(String kind, String pattern, String source) {

    BookPattern {
        for (String part : new String[] {"{number}", "{year}", "{unit}"}) {
            if (!pattern.contains(part)) {
                throw new IllegalArgumentException(
                        "number book %s: pattern must contain %s, or two numbers could be equal, but was '%s'"
                                .formatted(kind, part, pattern));
            }
        }
    }

    String format(long number, int year, String unitAbbreviation) {
        return pattern.replace("{number}", "%02d".formatted(number))
                .replace("{year}", Integer.toString(year))
                .replace("{unit}", unitAbbreviation);
    }
}
