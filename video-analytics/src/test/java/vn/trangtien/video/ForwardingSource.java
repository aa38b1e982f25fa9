package vn.trangtien.video;

import java.util.Optional;
import vn.trangtien.video.picture.ColourImage;
import vn.trangtien.video.picture.LumaFrame;
import vn.trangtien.video.picture.Picture;
import vn.trangtien.video.source.FrameSource;
import vn.trangtien.video.source.SourceProblem;
import vn.trangtien.video.source.StreamFacts;

/** A source that does what another one does, where it is not told otherwise. */
abstract class ForwardingSource implements FrameSource {

    private final FrameSource source;

    ForwardingSource(FrameSource source) {
        this.source = source;
    }

    @Override
    public StreamFacts facts() {
        return source.facts();
    }

    @Override
    public boolean advance() {
        return source.advance();
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
    public void close() {
        source.close();
    }
}
