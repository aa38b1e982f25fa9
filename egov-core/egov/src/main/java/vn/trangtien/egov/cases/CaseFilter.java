package vn.trangtien.egov.cases;

import java.util.Arrays;
import java.util.Locale;

/** What part of the list somebody wants to see. */
enum CaseFilter {
    OPEN("state = 'OPEN'"),
    OVERDUE("state = 'OPEN' and due_date < :today"),
    DUE_SOON("state = 'OPEN' and due_date >= :today and due_date <= :soon"),
    CLOSED("state = 'CLOSED'"),
    ALL("true");

    private final String condition;

    CaseFilter(String condition) {
        this.condition = condition;
    }

    /** SQL with parameters {@code today} and {@code soon}. */
    String condition() {
        return condition;
    }

    /** As it stands in the address and in message keys. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What the address names; the open cases if it names nothing known. */
    static CaseFilter of(String key) {
        return Arrays.stream(values())
                .filter(filter -> filter.key().equals(key))
                .findFirst()
                .orElse(OPEN);
    }
}
