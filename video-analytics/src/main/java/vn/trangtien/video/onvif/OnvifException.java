package vn.trangtien.video.onvif;

import org.jspecify.annotations.Nullable;

/** A camera does not tell about itself. The message has the reason and the remedy, and no password. */
public final class OnvifException extends Exception {

    private static final long serialVersionUID = 1L;

    private final OnvifProblem problem;

    OnvifException(OnvifProblem problem, String detail) {
        this(problem, detail, null);
    }

    OnvifException(OnvifProblem problem, String detail, @Nullable Throwable cause) {
        super(problem.english() + " (" + detail + ")", cause);
        this.problem = problem;
    }

    public OnvifProblem problem() {
        return problem;
    }
}
