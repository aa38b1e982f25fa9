package vn.trangtien.platform.privacy;

import java.util.List;
import java.util.Locale;

/**
 * One kind of fact about a person.
 *
 * @param code for instance {@code person.phone}; stands in records
 * @param sensitive whether the law protects it more: health, children and the like
 * @param purposes codes of what it may be read for
 */
public record DataField(
        String code, String nameVi, String nameEn, DataKind kind, boolean sensitive, List<String> purposes) {

    public DataField {
        purposes = List.copyOf(purposes);
    }

    /** In English for English readers, in Vietnamese for everybody else. */
    public String name(Locale locale) {
        return locale.getLanguage().equals("en") ? nameEn : nameVi;
    }
}
