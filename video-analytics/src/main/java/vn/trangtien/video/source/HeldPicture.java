package vn.trangtien.video.source;

import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_CROP_UNALIGNED;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_apply_cropping;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.ColourImage;
import vn.trangtien.video.picture.Picture;

/** A further reference to a decoded frame: the decoder takes other memory for its next frames as long as this one is open. */
final class HeldPicture implements Picture {

    private static final int SMALLEST = 2;
    private static final int LARGEST = 4096;

    private final ScalerPool scalers;
    private final long presentationMicros;
    private final int width;
    private final int height;
    private @Nullable AVFrame frame;
    private @Nullable PictureScaler scaler;

    HeldPicture(AVFrame decoded, ScalerPool scalers, long presentationMicros) {
        this.scalers = scalers;
        this.presentationMicros = presentationMicros;
        this.width = decoded.width();
        this.height = decoded.height();
        this.frame = reference(decoded);
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public long presentationMicros() {
        return presentationMicros;
    }

    @Override
    public synchronized ColourImage part(Box part, int partWidth, int partHeight) {
        refuseBeyond("width", partWidth);
        refuseBeyond("height", partHeight);
        if (frame == null) {
            throw new IllegalStateException("the picture is closed: take its parts before close()");
        }
        if (scaler == null) {
            scaler = scalers.take();
        }
        PixelRegion region = PixelRegion.of(part, width, height);
        AVFrame crop = reference(frame);
        try {
            crop.crop_left(region.left());
            crop.crop_top(region.top());
            crop.crop_right(width - region.left() - region.width());
            crop.crop_bottom(height - region.top() - region.height());
            FfmpegErrors.check(av_frame_apply_cropping(crop, AV_FRAME_CROP_UNALIGNED), "crop");
            return new ColourImage(partWidth, partHeight, scaler.scale(crop, crop.format(), partWidth, partHeight));
        } finally {
            release(crop);
        }
    }

    @Override
    public synchronized void close() {
        if (scaler != null) {
            scalers.giveBack(scaler);
            scaler = null;
        }
        if (frame != null) {
            release(frame);
            frame = null;
        }
    }

    private static void refuseBeyond(String side, int pixels) {
        if (pixels < SMALLEST || pixels > LARGEST) {
            throw new IllegalArgumentException("%s of a part of a picture must be %d to %d pixels, but was %d"
                    .formatted(side, SMALLEST, LARGEST, pixels));
        }
    }

    private static AVFrame reference(AVFrame decoded) {
        AVFrame reference = av_frame_alloc();
        if (reference == null) {
            throw new OutOfMemoryError("no native memory for a reference to a frame");
        }
        int result = av_frame_ref(reference, decoded);
        if (result < 0) {
            av_frame_free(reference);
            FfmpegErrors.check(result, "reference to a frame");
        }
        return reference;
    }

    private static void release(AVFrame reference) {
        av_frame_unref(reference);
        av_frame_free(reference);
    }
}
