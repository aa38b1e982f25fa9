package vn.trangtien.egov.signing;

/** One sentence of a verdict. */
public record Reason(ReasonCode code, BilingualText text) {

    /** @param values that the text names, in its order */
    public static Reason of(ReasonCode code, Object... values) {
        return new Reason(code, BilingualText.named("reason." + code, values));
    }
}
