package vn.trangtien.platform.organisation;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One agency, department or ward during one period. A code may be given to another unit in a later period.
 *
 * @param code identifier of the agency after Decision 20/2020: parts with dots, at most 13 characters
 * @param abbreviation used in the symbol of documents, unique among the units of a day
 * @param level code of the level of government that it belongs to, where levels are given
 * @param validTo last day; absent while the unit exists
 * @param successors who took over the work; more than one if it was split
 * @param aliases other codes under which it is met
 * @param source the legal basis of the row
 */
public record Unit(
        String code,
        String nameVi,
        String nameEn,
        String abbreviation,
        Kind kind,
        @Nullable String level,
        @Nullable String parentCode,
        LocalDate validFrom,
        @Nullable LocalDate validTo,
        List<Successor> successors,
        List<Alias> aliases,
        String source) {

    /** What a unit is; levels are not fixed, a kind may stand at any depth. */
    public enum Kind {
        MINISTRY,
        PROVINCE,
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
        successors = List.copyOf(successors);
        aliases = List.copyOf(aliases);
        if (code.isBlank() || code.length() > AgencyCodes.LONGEST) {
            throw new IllegalArgumentException("unit code must have 1 to 13 characters, but was '" + code + "'");
        }
        if (validTo != null && validTo.isBefore(validFrom)) {
            throw new IllegalArgumentException(
                    "unit %s: validTo %s must not lie before validFrom %s".formatted(code, validTo, validFrom));
        }
        if (validTo == null && !successors.isEmpty()) {
            throw new IllegalArgumentException(
                    "unit %s: only a unit with validTo has successors; end it, or leave them out".formatted(code));
        }
        if (code.equals(parentCode)) {
            throw new IllegalArgumentException("unit " + code + " cannot be its own parent; name the unit above it");
        }
    }

    /** A unit without level and aliases, with one successor or none. */
    public Unit(
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
        this(
                code,
                nameVi,
                nameEn,
                abbreviation,
                kind,
                null,
                parentCode,
                validFrom,
                validTo,
                successorCode == null ? List.of() : List.of(Successor.ofAll(successorCode)),
                List.of(),
                source);
    }

    public boolean isValidOn(LocalDate day) {
        return !day.isBefore(validFrom) && (validTo == null || !day.isAfter(validTo));
    }

    /** English for English readers, Vietnamese for everybody else. */
    public String name(Locale locale) {
        return locale.getLanguage().equals("en") ? nameEn : nameVi;
    }

    Unit until(LocalDate lastDay, List<Successor> heirs) {
        return new Unit(
                code,
                nameVi,
                nameEn,
                abbreviation,
                kind,
                level,
                parentCode,
                validFrom,
                lastDay,
                heirs,
                aliases,
                source);
    }
}
