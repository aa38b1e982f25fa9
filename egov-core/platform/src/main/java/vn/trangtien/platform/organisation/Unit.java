package vn.trangtien.platform.organisation;

import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One agency, department or ward during one period.
 *
 * @param code identifier of the agency after Decision 20/2020: parts with dots, at most 13 characters
 * @param abbreviation used in the symbol of documents, unique among the units of a day
 * @param validTo last day; absent while the unit exists
 * @param successorCode who took over the work
 * @param source the legal basis of the row
 */
public record Unit(
        String code,
        String nameVi,
        String nameEn,
        String abbreviation,
        Kind kind,
        @Nullable String parentCode,
        LocalDate validFrom,
        @Nullable LocalDate validTo,
        @Nullable String successorCode,
        String source) {

    /** What a unit is; levels are not fixed, a kind may stand at any depth. */
    public enum Kind {
        CITY,
        DEPARTMENT,
        COMMAND,
        CENTRE,
        OFFICE,
        DISTRICT,
        WARD,
        COMMUNE
    }

    public Unit {
        if (code.isBlank() || code.length() > 13) {
            throw new IllegalArgumentException("unit code must have 1 to 13 characters, but was '" + code + "'");
        }
        if (validTo != null && validTo.isBefore(validFrom)) {
            throw new IllegalArgumentException(
                    "unit %s: validTo %s must not lie before validFrom %s".formatted(code, validTo, validFrom));
        }
        if (code.equals(parentCode)) {
            throw new IllegalArgumentException("unit " + code + " cannot be its own parent; name the unit above it");
        }
    }

    public boolean isValidOn(LocalDate day) {
        return !day.isBefore(validFrom) && (validTo == null || !day.isAfter(validTo));
    }

    /** English for English readers, Vietnamese for everybody else. */
    public String name(Locale locale) {
        return locale.getLanguage().equals("en") ? nameEn : nameVi;
    }
}
