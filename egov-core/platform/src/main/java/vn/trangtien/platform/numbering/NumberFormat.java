package vn.trangtien.platform.numbering;

import java.util.List;

/**
 * How a register writes the number and symbol of some types.
 *
 * @param types abbreviations, or {@code *} for every type that no format before names
 * @param pattern text with {@code {number}}, and {@code {year}}, {@code {type}}, {@code {agency}}, {@code {unit}} where wanted; a
 *     number below 10 gets a leading zero (Decree 30/2020)
 */
record NumberFormat(List<String> types, String pattern) {

    private static final String NUMBER = "{number}";

    NumberFormat {
        types = List.copyOf(types);
        if (!pattern.contains(NUMBER)) {
            throw new IllegalArgumentException("number format of types %s: pattern must contain %s, but was '%s'"
                    .formatted(types, NUMBER, pattern));
        }
    }

    boolean isFor(String type) {
        return types.contains(type) || types.contains(RegisterBook.ANY);
    }

    String write(long number, int year, NumberRequest request) {
        String text = pattern.replace(NUMBER, "%02d".formatted(number))
                .replace("{year}", Integer.toString(year))
                .replace("{type}", request.type())
                .replace("{agency}", request.agencyAbbreviation())
                .replace("{unit}", request.unitAbbreviation());
        if (pattern.contains("{unit}") && request.unitAbbreviation().isEmpty()
                || pattern.contains("{agency}") && request.agencyAbbreviation().isEmpty()) {
            throw new IllegalArgumentException(
                    "number of a document of type %s is written '%s': agency and unit must have an abbreviation, but were '%s' and '%s'"
                            .formatted(
                                    request.type(), pattern, request.agencyAbbreviation(), request.unitAbbreviation()));
        }
        return text;
    }
}
