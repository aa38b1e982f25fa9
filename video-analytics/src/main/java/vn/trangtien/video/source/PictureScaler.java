package vn.trangtien.video.source;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GRAY8;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/** Scales decoded frames into a Java array through one native buffer that is kept as long as the size stays the same. */
final class PictureScaler implements AutoCloseable {

    /** The scaler's vector code may write beyond the end of the last row. */
    private static final int OVERRUN = 64;

    private final int format;
    private final int bytesPerPixel;
    private final PointerPointer<BytePointer> planes = new PointerPointer<>(1);
    private final IntPointer strides = new IntPointer(1);
    private BytePointer buffer = new BytePointer(OVERRUN);
    private byte[] pixels = new byte[0];
    private @Nullable SwsContext context;

    /** One byte of brightness for each pixel. */
    static PictureScaler luma() {
        return new PictureScaler(AV_PIX_FMT_GRAY8, 1);
    }

    /** Blue, green, red: a byte each. */
    static PictureScaler colour() {
        return new PictureScaler(AV_PIX_FMT_BGR24, 3);
    }

    /** @param format FFmpeg's pixel format of the result; must have a single plane */
    private PictureScaler(int format, int bytesPerPixel) {
        this.format = format;
        this.bytesPerPixel = bytesPerPixel;
    }

    /**
     * Scales one frame.
     *
     * @param sourceFormat how to read the planes of the frame
     * @return rows without gaps; the same array each time while the size stays the same
     */
    byte[] scale(AVFrame frame, int sourceFormat, int width, int height) {
        int size = width * height * bytesPerPixel;
        if (pixels.length != size) {
            buffer.close();
            buffer = new BytePointer(size + OVERRUN);
            pixels = new byte[size];
        }
        context = swscale.sws_getCachedContext(
                context,
                frame.width(),
                frame.height(),
                sourceFormat,
                width,
                height,
                format,
                swscale.SWS_AREA,
                null,
                null,
                (DoublePointer) null);
        if (context == null) {
            throw new IllegalStateException("cannot scale %d x %d pixels of format %d to %d x %d"
                    .formatted(frame.width(), frame.height(), sourceFormat, width, height));
        }
        planes.put(0, buffer);
        strides.put(0, width * bytesPerPixel);
        swscale.sws_scale(context, frame.data(), frame.linesize(), 0, frame.height(), planes, strides);
        buffer.get(pixels);
        return pixels;
    }

    @Override
    public void close() {
        if (context != null) {
            swscale.sws_freeContext(context);
            context = null;
        }
        buffer.close();
        planes.close();
        strides.close();
    }
}
