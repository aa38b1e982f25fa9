package vn.trangtien.egov.signing;

/** A file could not be signed; it is as it was before. The texts name the field, the value, the rule and the remedy. */
public final class SigningException extends Exception {

    private static final long serialVersionUID = 1L;

    private final SigningProblem problem;
    private final transient BilingualText text;

    private SigningException(SigningProblem problem, BilingualText text) {
        super(text.en());
        this.problem = problem;
        this.text = text;
    }

    /** @param values that the text names, in its order */
    public static SigningException of(SigningProblem problem, Object... values) {
        return new SigningException(problem, BilingualText.named("problem." + problem, values));
    }

    public static SigningException of(SigningProblem problem, Throwable cause, Object... values) {
        SigningException exception = of(problem, values);
        exception.initCause(cause);
        return exception;
    }

    public SigningProblem problem() {
        return problem;
    }

    /** For people. */
    public BilingualText text() {
        return text;
    }
}
