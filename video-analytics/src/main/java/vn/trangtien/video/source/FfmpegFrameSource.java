package vn.trangtien.video.source;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GRAY8;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_NV12;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV422P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ422P;

import java.time.Duration;
import java.util.Set;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameGrabber;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.video.picture.ColourImage;
import vn.trangtien.video.picture.LumaFrame;
import vn.trangtien.video.picture.Picture;

/**
 * A camera or a file, decoded by FFmpeg. Frames are taken raw: nothing converts a picture to colour unless somebody wants to
 * look at it, which makes decoding cost what FFmpeg alone costs.
 */
public final class FfmpegFrameSource implements FrameSource {

    private static final Logger LOG = LoggerFactory.getLogger(FfmpegFrameSource.class);

    /** Longer side of the picture that is analysed. More pixels cost more and find hardly more. */
    private static final int ANALYSED_SIDE = 320;

    private static final double USUAL_FRAME_RATE = 25;

    /** Formats whose first plane is the brightness, one byte per pixel. */
    private static final Set<Integer> LUMA_FIRST = Set.of(
            AV_PIX_FMT_YUV420P,
            AV_PIX_FMT_YUVJ420P,
            AV_PIX_FMT_YUV422P,
            AV_PIX_FMT_YUVJ422P,
            AV_PIX_FMT_NV12,
            AV_PIX_FMT_GRAY8);

    private final FFmpegFrameGrabber grabber;
    private final StreamFacts facts;
    private final PresentationClock presentation;
    private final PictureScaler lumaScaler = PictureScaler.luma();
    private final PictureScaler colourScaler = PictureScaler.colour();
    private final ScalerPool heldScalers = new ScalerPool();
    private @Nullable AVFrame picture;

    private FfmpegFrameSource(FFmpegFrameGrabber grabber, StreamFacts facts, long firstMicros) {
        this.grabber = grabber;
        this.facts = facts;
        double rate = facts.framesPerSecond() > 0 ? facts.framesPerSecond() : USUAL_FRAME_RATE;
        this.presentation = new PresentationClock(firstMicros, Math.round(1e6 / rate));
    }

    /**
     * Opens a source and reads enough of it to know its size.
     *
     * @param timeout how long to wait for the camera, now and later for each frame
     * @param firstMicros presentation time to give to the first frame
     * @throws VideoSourceException if there is nothing to read, with the remedy
     */
    public static FfmpegFrameSource open(SourceAddress address, Duration timeout, long firstMicros)
            throws VideoSourceException {
        address.check();
        try {
            NativeVideo.load();
        } catch (IllegalStateException e) {
            throw new VideoSourceException(SourceProblem.NATIVE_LIBRARY, address, e);
        }
        var grabber = new FFmpegFrameGrabber(address.forFfmpeg());
        grabber.setImageMode(FrameGrabber.ImageMode.RAW);
        grabber.setVideoOption("threads", "1");
        if (address.isLive()) {
            // Without it a camera that stays connected but silent blocks the thread for ever.
            grabber.setOption("timeout", Long.toString(timeout.toNanos() / 1000));
        }
        if (address.isRtsp()) {
            grabber.setOption("rtsp_transport", "tcp");
        }
        try {
            // The safe start() holds a lock of the whole process, so one dead camera would delay all others.
            grabber.startUnsafe();
            if (!grabber.hasVideo() || grabber.getImageWidth() < 1 || grabber.getImageHeight() < 1) {
                throw new VideoSourceException(SourceProblem.NOT_A_VIDEO, address);
            }
            return new FfmpegFrameSource(grabber, factsOf(grabber), firstMicros);
        } catch (FFmpegFrameGrabber.Exception e) {
            release(grabber);
            throw new VideoSourceException(problem(address, e), address, e);
        } catch (VideoSourceException e) {
            release(grabber);
            throw e;
        }
    }

    /** Opens the stream that is analysed, as {@link #open(SourceAddress, Duration, long)} does. */
    public static FfmpegFrameSource open(SourceSettings settings, long firstMicros) throws VideoSourceException {
        return open(settings.analysed(), settings.timeout(), firstMicros);
    }

    /**
     * Opens a source, decodes one frame and closes it again.
     *
     * @throws VideoSourceException if there is nothing to see, with the remedy
     */
    public static StreamFacts check(SourceAddress address, Duration timeout) throws VideoSourceException {
        try (FfmpegFrameSource source = open(address, timeout, 0)) {
            if (!source.advance()) {
                throw new VideoSourceException(SourceProblem.NOT_A_VIDEO, address);
            }
            return source.facts();
        }
    }

    private static StreamFacts factsOf(FFmpegFrameGrabber grabber) {
        double rate = grabber.getVideoFrameRate();
        String codec = grabber.getVideoCodecName();
        return new StreamFacts(
                grabber.getImageWidth(),
                grabber.getImageHeight(),
                Double.isFinite(rate) && rate > 0 ? rate : 0,
                codec == null ? "unknown" : codec);
    }

    private static SourceProblem problem(SourceAddress address, FFmpegFrameGrabber.Exception failure) {
        if (!address.isLive()) {
            return SourceProblem.NOT_A_VIDEO;
        }
        return FfmpegErrors.problemIn(String.valueOf(failure.getMessage()));
    }

    @Override
    public StreamFacts facts() {
        return facts;
    }

    @Override
    public boolean advance() {
        picture = null;
        try {
            Frame frame = grabber.grabImage();
            if (frame == null || !(frame.opaque instanceof AVFrame decoded)) {
                return false;
            }
            long stamp =
                    decoded.best_effort_timestamp() == AV_NOPTS_VALUE ? PresentationClock.UNKNOWN : frame.timestamp;
            presentation.next(stamp);
            picture = decoded;
            return true;
        } catch (FFmpegFrameGrabber.Exception e) {
            LOG.debug("video=decode-failed reason={}", e.getMessage());
            return false;
        }
    }

    @Override
    public long presentationMicros() {
        return presentation.last();
    }

    @Override
    public LumaFrame luma() {
        AVFrame frame = decoded();
        double scale = Math.min(1, ANALYSED_SIDE / (double) Math.max(frame.width(), frame.height()));
        int width = even(frame.width() * scale);
        int height = even(frame.height() * scale);
        int format = LUMA_FIRST.contains(frame.format()) ? AV_PIX_FMT_GRAY8 : frame.format();
        return new LumaFrame(width, height, lumaScaler.scale(frame, format, width, height), presentation.last());
    }

    @Override
    public ColourImage colour(int maximumWidth) {
        AVFrame frame = decoded();
        double scale = Math.min(1, maximumWidth / (double) frame.width());
        int width = even(frame.width() * scale);
        int height = even(frame.height() * scale);
        return new ColourImage(width, height, colourScaler.scale(frame, frame.format(), width, height));
    }

    @Override
    public Picture hold() {
        return new HeldPicture(decoded(), heldScalers, presentation.last());
    }

    @Override
    public void close() {
        picture = null;
        heldScalers.close();
        lumaScaler.close();
        colourScaler.close();
        release(grabber);
    }

    private AVFrame decoded() {
        if (picture == null) {
            throw new IllegalStateException("no frame is decoded: advance() must have returned true first");
        }
        return picture;
    }

    private static int even(double pixels) {
        return Math.max(2, (int) Math.round(pixels / 2) * 2);
    }

    private static void release(FFmpegFrameGrabber grabber) {
        try {
            grabber.releaseUnsafe();
        } catch (FFmpegFrameGrabber.Exception e) {
            LOG.warn("video=release-failed reason={}", e.getMessage());
        }
    }
}
