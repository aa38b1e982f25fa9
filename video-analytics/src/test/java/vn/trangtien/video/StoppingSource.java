package vn.trangtien.video;

import java.util.Optional;
import vn.trangtien.video.picture.ColourImage;
import vn.trangtien.video.picture.LumaFrame;
import vn.trangtien.video.picture.Picture;
import vn.trangtien.video.source.FrameSource;
import vn.trangtien.video.source.SourceProblem;
import vn.trangtien.video.source.StreamFacts;

/** A source that does something before each frame. */
record StoppingSource(FrameSource source, Runnable before) implements FrameSource {

    @Override
    public StreamFacts facts() {
        return source.facts();
    }

    @Override
    public boolean advance() {
        before.run();
        return source.advance();
    }

    @Override
    public long presentationMicros() {
        return source.presentationMicros();
    }

    @Override
    public LumaFrame luma() {
        return source.luma();
    }

    @Override
    public ColourImage colour(int maximumWidth) {
        return source.colour(maximumWidth);
    }

    @Override
    public Picture hold() {
        return source.hold();
    }

    @Override
    public Optional<SourceProblem> failure() {
        return source.failure();
    }

    @Override
    public long damaged() {
        return source.damaged();
    }

    @Override
    public void close() {
        source.close();
    }
}
