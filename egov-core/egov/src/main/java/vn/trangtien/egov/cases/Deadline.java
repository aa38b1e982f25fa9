package vn.trangtien.egov.cases;

import java.time.LocalDate;
import java.util.Locale;
import vn.trangtien.platform.calendar.DueDate;
import vn.trangtien.platform.text.VietnameseText;

/** The last day of a case and how it was reckoned, when the case was opened or when a list of days off was confirmed after that. */
record Deadline(int workingDays, LocalDate date, String explanationVi, String explanationEn) {

    static Deadline of(DueDate due) {
        return new Deadline(
                due.workingDays(), due.date(), due.explain(VietnameseText.VIETNAMESE), due.explain(Locale.ENGLISH));
    }

    String explanation(Locale locale) {
        return locale.getLanguage().equals("en") ? explanationEn : explanationVi;
    }
}
