package vn.trangtien.video;

import vn.trangtien.video.source.FrameSource;

/** A source that does something before each frame. */
final class StoppingSource extends ForwardingSource {

    private final Runnable before;

    StoppingSource(FrameSource source, Runnable before) {
        super(source);
        this.before = before;
    }

    @Override
    public boolean advance() {
        before.run();
        return super.advance();
    }
}
