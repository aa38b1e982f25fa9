package vn.trangtien.video.source;

import org.jspecify.annotations.Nullable;

/** A camera or recording gives no pictures. The message says which, why, and what to do, and shows no password. */
public final class VideoSourceException extends Exception {

    private static final long serialVersionUID = 1L;

    private final SourceProblem problem;
    private final String source;

    VideoSourceException(SourceProblem problem, SourceAddress address) {
        this(problem, address, null);
    }

    VideoSourceException(SourceProblem problem, SourceAddress address, @Nullable Throwable cause) {
        super("video source %s: %s".formatted(address.shown(), problem.english()), cause);
        this.problem = problem;
        this.source = address.shown();
    }

    /** A problem that shows only while the source is in use. */
    public static VideoSourceException of(SourceProblem problem, SourceAddress address) {
        return new VideoSourceException(problem, address);
    }

    public SourceProblem problem() {
        return problem;
    }

    /** The same sentence in Vietnamese. */
    public String vietnamese() {
        return "nguồn video %s: %s".formatted(source, problem.vietnamese());
    }
}
