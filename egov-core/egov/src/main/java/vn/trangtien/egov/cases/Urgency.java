package vn.trangtien.egov.cases;

/** How close the last day of a case is, with the severity that marks it. */
enum Urgency {
    OVERDUE("critical"),
    DUE_SOON("high"),
    ON_TIME("ok"),
    DONE("info");

    private final String level;

    Urgency(String level) {
        this.level = level;
    }

    /** Class of the kit's style sheet. */
    String level() {
        return level;
    }
}
