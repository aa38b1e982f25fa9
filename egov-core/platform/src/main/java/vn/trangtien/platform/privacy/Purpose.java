package vn.trangtien.platform.privacy;

import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What personal data may be read for.
 *
 * @param code stands in records; never change it
 * @param legalBasis the act, or that the subject agreed
 * @param validTo last day; null while it is valid
 * @param confirmed false where the source is secondary
 */
public record Purpose(
        String code,
        String nameVi,
        String nameEn,
        Basis basis,
        String legalBasis,
        LocalDate validFrom,
        @Nullable LocalDate validTo,
        boolean confirmed) {

    /** Why it is allowed. */
    public enum Basis {
        LAW,
        /** Only as long as the subject agrees. */
        CONSENT
    }

    /** In English for English readers, in Vietnamese for everybody else. */
    public String name(Locale locale) {
        return locale.getLanguage().equals("en") ? nameEn : nameVi;
    }

    boolean isValidOn(LocalDate day) {
        return !day.isBefore(validFrom) && (validTo == null || !day.isAfter(validTo));
    }
}
