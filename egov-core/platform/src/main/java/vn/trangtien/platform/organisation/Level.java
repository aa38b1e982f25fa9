package vn.trangtien.platform.organisation;

import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A level of government as long as it exists, for instance the districts until 30/06/2025. Which levels there are is data.
 *
 * @param rank 1 for the topmost; a unit never stands above one of a smaller rank
 * @param validTo last day; absent while the level exists
 * @param source legal basis
 */
public record Level(
        String code,
        int rank,
        String nameVi,
        String nameEn,
        LocalDate validFrom,
        @Nullable LocalDate validTo,
        String source) {

    public boolean isValidOn(LocalDate day) {
        return !day.isBefore(validFrom) && (validTo == null || !day.isAfter(validTo));
    }

    /** English for English readers, Vietnamese for everybody else. */
    public String name(Locale locale) {
        return locale.getLanguage().equals("en") ? nameEn : nameVi;
    }
}
