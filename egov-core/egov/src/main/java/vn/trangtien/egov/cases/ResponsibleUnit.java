package vn.trangtien.egov.cases;

import java.util.Locale;
import vn.trangtien.platform.organisation.Unit;

/** The unit that got the case, with the names it had on that day. */
record ResponsibleUnit(String code, String nameVi, String nameEn) {

    static ResponsibleUnit of(Unit unit) {
        return new ResponsibleUnit(unit.code(), unit.nameVi(), unit.nameEn());
    }

    String name(Locale locale) {
        return locale.getLanguage().equals("en") ? nameEn : nameVi;
    }
}
