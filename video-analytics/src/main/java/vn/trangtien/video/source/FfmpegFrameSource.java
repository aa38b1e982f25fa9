package vn.trangtien.video.source;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GRAY8;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_NV12;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV422P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV444P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ422P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ444P;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;
import vn.trangtien.video.picture.ColourImage;
import vn.trangtien.video.picture.LumaFrame;
import vn.trangtien.video.picture.Picture;

/**
 * A camera or a file, decoded by FFmpeg. Nothing converts a picture to colour unless somebody wants to look at it, which
 * makes decoding cost what FFmpeg alone costs. An interrupt of the thread ends a wait for the network at once.
 */
public final class FfmpegFrameSource implements FrameSource {

    /** Longer side of the picture that is analysed. More pixels cost more and find hardly more. */
    private static final int ANALYSED_SIDE = 320;

    /** Formats whose first plane is the brightness, one byte per pixel. */
    private static final Set<Integer> LUMA_FIRST = Set.of(
            AV_PIX_FMT_YUV420P,
            AV_PIX_FMT_YUVJ420P,
            AV_PIX_FMT_YUV422P,
            AV_PIX_FMT_YUVJ422P,
            AV_PIX_FMT_YUV444P,
            AV_PIX_FMT_YUVJ444P,
            AV_PIX_FMT_NV12,
            AV_PIX_FMT_GRAY8);

    /** What the last pictures of a file and those that the decoder still holds may lack. */
    private static final long LEAST_MISSING_MICROS = 2_000_000;

    private final SourceAddress address;
    private final Duration timeout;
    private final Demuxer demuxer;
    private final VideoDecoder decoder;
    private final AVPacket packet = av_packet_alloc();
    private final PresentationClock presentation;
    private final @Nullable PacketTap tap;
    private final PictureScaler lumaScaler = PictureScaler.luma();
    private final PictureScaler colourScaler = PictureScaler.colour();
    private final ScalerPool heldScalers = new ScalerPool();
    private StreamFacts facts;
    private @Nullable AVFrame picture;
    private boolean firstWaits;
    private boolean drained;
    private boolean closed;
    private final long firstMicros;
    private long damagedBefore;
    private Optional<SourceProblem> failure = Optional.empty();

    private FfmpegFrameSource(
            SourceSettings settings,
            Demuxer demuxer,
            VideoDecoder decoder,
            long firstMicros,
            Optional<PacketListener> listener) {
        this.address = settings.analysed();
        this.timeout = settings.timeout();
        this.firstMicros = firstMicros;
        this.demuxer = demuxer;
        this.decoder = decoder;
        this.facts = StreamReading.factsOf(demuxer.stream());
        this.presentation = new PresentationClock(firstMicros, StreamReading.usualMicros(facts));
        this.tap = listener.map(each -> new PacketTap(each, demuxer.stream(), presentation))
                .orElse(null);
    }

    /**
     * Opens the stream that is analysed and decodes its first frame, which {@link #advance} will then give. Waits at most for
     * the time-out for each answer of the camera.
     *
     * @param firstMicros presentation time to give to the first frame
     * @throws VideoSourceException if there is nothing to see, with the remedy
     */
    public static FfmpegFrameSource open(SourceSettings settings, long firstMicros) throws VideoSourceException {
        return open(settings, firstMicros, Optional.empty());
    }

    /** The same with somebody who wants the packets, for clips. */
    public static FfmpegFrameSource open(SourceSettings settings, long firstMicros, Optional<PacketListener> listener)
            throws VideoSourceException {
        SourceAddress address = settings.analysed();
        try {
            NativeVideo.load();
        } catch (IllegalStateException e) {
            throw new VideoSourceException(SourceProblem.NATIVE_LIBRARY, address, e);
        }
        Demuxer demuxer = Demuxer.open(address, settings.transport(), settings.timeout());
        try {
            VideoDecoder decoder = VideoDecoder.open(demuxer.stream(), address, CameraMemory.OF_THE_PROCESS);
            var source = new FfmpegFrameSource(settings, demuxer, decoder, firstMicros, listener);
            source.decodeFirst();
            return source;
        } catch (VideoSourceException | RuntimeException e) {
            demuxer.close();
            throw e;
        }
    }

    /**
     * Opens a source, decodes one frame and closes it again.
     *
     * @throws VideoSourceException if there is nothing to see, with the remedy
     */
    public static StreamFacts check(SourceSettings settings) throws VideoSourceException {
        try (FfmpegFrameSource source = open(settings, 0)) {
            return source.facts();
        }
    }

    /** {@link #open(SourceSettings, long)} with the usual settings. */
    public static FfmpegFrameSource open(SourceAddress address, Duration timeout, long firstMicros)
            throws VideoSourceException {
        return open(SourceSettings.of(address.text()).withTimeout(timeout), firstMicros);
    }

    /** {@link #check(SourceSettings)} with the usual settings. */
    public static StreamFacts check(SourceAddress address, Duration timeout) throws VideoSourceException {
        return check(SourceSettings.of(address.text()).withTimeout(timeout));
    }

    private void decodeFirst() throws VideoSourceException {
        if (!decode()) {
            free();
            throw new VideoSourceException(
                    failure.orElse(address.isLive() ? SourceProblem.INTERRUPTED : SourceProblem.NOT_A_VIDEO), address);
        }
        firstWaits = true;
    }

    @Override
    public StreamFacts facts() {
        return facts;
    }

    @Override
    public boolean advance() {
        if (closed) {
            return false;
        }
        if (firstWaits) {
            firstWaits = false;
        } else if (!decode()) {
            picture = null;
            return false;
        }
        picture = decoder.frame();
        presentation.next(decoder.stamp());
        return true;
    }

    /** Reads packets until a picture comes out of the decoder. */
    private boolean decode() {
        long since = System.nanoTime();
        while (!decoder.receive()) {
            if (drained) {
                return false;
            }
            int result = demuxer.read(packet);
            if (result < 0) {
                if (address.isLive()) {
                    return false;
                }
                drained = true;
                damagedBefore += isCutShort() ? 1 : 0;
                decoder.send(null);
                continue;
            }
            if (tap != null) {
                tap.take(packet);
            }
            decoder.send(packet);
            av_packet_unref(packet);
            if (address.isLive() && System.nanoTime() - since > timeout.toNanos()) {
                // Bytes arrive, but no picture can be made of them: as good as silence.
                return false;
            }
        }
        AVFrame frame = decoder.frame();
        if (frame.width() != facts.width() || frame.height() != facts.height()) {
            facts = new StreamFacts(frame.width(), frame.height(), facts.framesPerSecond(), facts.codec());
            failure = decoder.resized(frame.width(), frame.height());
        }
        return failure.isEmpty();
    }

    /** A recording that ends long before it says that it does was cut off. */
    private boolean isCutShort() {
        long missing = demuxer.durationMicros() - (presentation.last() - firstMicros);
        return missing > Math.max(LEAST_MISSING_MICROS, demuxer.durationMicros() / 10);
    }

    @Override
    public Optional<SourceProblem> failure() {
        return failure;
    }

    @Override
    public long damaged() {
        return damagedBefore + (closed ? 0 : decoder.damaged());
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
        if (!closed) {
            free();
            demuxer.close();
        }
    }

    /** Everything but the connection. */
    private void free() {
        damagedBefore = damaged();
        closed = true;
        picture = null;
        lumaScaler.close();
        colourScaler.close();
        heldScalers.close();
        av_packet_free(packet);
        decoder.close();
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
}
