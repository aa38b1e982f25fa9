package vn.trangtien.egov.signing;

/** There are always three answers, never two. The names are read by other programs; they may not change. */
public enum Outcome {
    VALID("HỢP LỆ"),
    /** Something is proven to be wrong. */
    INVALID("KHÔNG HỢP LỆ"),
    /** Nothing is proven to be wrong, and something that must be proven is not. */
    UNDETERMINED("CHƯA ĐỦ CĂN CỨ");

    private final String words;

    Outcome(String words) {
        this.words = words;
    }

    /** As Vietnamese officials read it. */
    public String words() {
        return words;
    }

    /** The worse of the two: INVALID before UNDETERMINED before VALID. */
    public Outcome and(Outcome other) {
        if (this == INVALID || other == INVALID) {
            return INVALID;
        }
        return this == UNDETERMINED || other == UNDETERMINED ? UNDETERMINED : VALID;
    }
}
