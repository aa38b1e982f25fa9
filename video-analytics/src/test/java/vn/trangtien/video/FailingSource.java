package vn.trangtien.video;

import java.util.Optional;
import vn.trangtien.video.source.FrameSource;
import vn.trangtien.video.source.SourceProblem;

/** A source that ends because of something that nobody can look at. */
final class FailingSource extends ForwardingSource {

    private final SourceProblem why;

    FailingSource(FrameSource source, SourceProblem why) {
        super(source);
        this.why = why;
    }

    @Override
    public Optional<SourceProblem> failure() {
        return Optional.of(why);
    }
}
