package vn.trangtien.video.source;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/**
 * Turns packets into pictures, on the thread that asks: cameras run side by side, so a single one needs no further threads.
 * What cannot be decoded is left out; damage is a property of the world.
 */
final class VideoDecoder implements AutoCloseable {

    /** 8192 x 4320: beyond it a file of a few bytes could ask for all memory there is. */
    static final long MOST_PIXELS = 8192L * 4320;

    /** A longer side has no place in what is analysed: a picture 320 wide would be less than 16 high. */
    private static final int MOST_TIMES_AS_LONG = 20;

    private final AVCodecContext context;
    private final AVFrame frame;
    private final double microsPerTick;
    private final CameraMemory memory;
    private final int delayed;
    private long taken;
    private long damaged;

    private VideoDecoder(
            AVCodecContext context, AVFrame frame, double microsPerTick, CameraMemory memory, int delayed, long taken) {
        this.context = context;
        this.frame = frame;
        this.microsPerTick = microsPerTick;
        this.memory = memory;
        this.delayed = delayed;
        this.taken = taken;
    }

    /** Why pictures of this size cannot be used, whatever memory there is. */
    private static Optional<SourceProblem> refusal(int width, int height) {
        if ((long) width * height > MOST_PIXELS) {
            return Optional.of(SourceProblem.PICTURE_TOO_LARGE);
        }
        boolean known = width > 0 && height > 0;
        return known && Math.max(width, height) > MOST_TIMES_AS_LONG * Math.min(width, height)
                ? Optional.of(SourceProblem.PICTURE_SHAPE)
                : Optional.empty();
    }

    static VideoDecoder open(AVStream stream, SourceAddress address, CameraMemory memory) throws VideoSourceException {
        int width = stream.codecpar().width();
        int height = stream.codecpar().height();
        Optional<SourceProblem> refusal = refusal(width, height);
        if (refusal.isPresent()) {
            throw new VideoSourceException(refusal.get(), address);
        }
        int delayed = Math.max(0, stream.codecpar().video_delay());
        long wanted = CameraMemory.of(width, height, delayed);
        if (!memory.take(wanted)) {
            throw new VideoSourceException(SourceProblem.TOO_LITTLE_FOR_PICTURES, address);
        }
        try {
            return new VideoDecoder(
                    context(stream, address),
                    av_frame_alloc(),
                    microsPerTick(stream.time_base()),
                    memory,
                    delayed,
                    wanted);
        } catch (VideoSourceException | RuntimeException e) {
            memory.giveBack(wanted);
            throw e;
        }
    }

    private static AVCodecContext context(AVStream stream, SourceAddress address) throws VideoSourceException {
        @Nullable AVCodec codec = avcodec_find_decoder(stream.codecpar().codec_id());
        if (codec == null || codec.isNull()) {
            throw new VideoSourceException(SourceProblem.CODEC_NOT_SUPPORTED, address);
        }
        AVCodecContext context = avcodec_alloc_context3(codec);
        try {
            FfmpegErrors.check(avcodec_parameters_to_context(context, stream.codecpar()), "codec parameters");
            context.pkt_timebase(stream.time_base());
            context.thread_count(1);
            context.max_pixels(MOST_PIXELS);
            if (avcodec_open2(context, codec, (AVDictionary) null) < 0) {
                throw new VideoSourceException(SourceProblem.CODEC_NOT_SUPPORTED, address);
            }
        } catch (VideoSourceException | RuntimeException e) {
            avcodec_free_context(context);
            throw e;
        }
        return context;
    }

    /** The stream has changed its size; why that is too much, or empty if it may go on. */
    Optional<SourceProblem> resized(int width, int height) {
        Optional<SourceProblem> refusal = refusal(width, height);
        if (refusal.isPresent()) {
            return refusal;
        }
        memory.giveBack(taken);
        long wanted = CameraMemory.of(width, height, delayed);
        taken = memory.take(wanted) ? wanted : 0;
        return taken == 0 ? Optional.of(SourceProblem.TOO_LITTLE_FOR_PICTURES) : Optional.empty();
    }

    static double microsPerTick(AVRational timeBase) {
        return timeBase.den() == 0 ? 1 : 1e6 * timeBase.num() / timeBase.den();
    }

    /** @param packet null at the end: what the decoder has kept back comes out */
    void send(@Nullable AVPacket packet) {
        // An error is a damaged packet; the next key frame heals it.
        if (avcodec_send_packet(context, packet) < 0 && packet != null) {
            damaged++;
        }
    }

    /** Takes the next picture into {@link #frame}; false if more packets are needed first. */
    boolean receive() {
        int result = avcodec_receive_frame(context, frame);
        if (result < 0) {
            damaged += result == FfmpegErrors.AGAIN || result == AVERROR_EOF() ? 0 : 1;
            return false;
        }
        if (frame.decode_error_flags() != 0 || (frame.flags() & AVFrame.AV_FRAME_FLAG_CORRUPT) != 0) {
            damaged++;
        }
        return true;
    }

    /** Packets that gave no picture and pictures that are known to be damaged, so far. */
    long damaged() {
        return damaged;
    }

    /** The last picture; its pixels change with the next. */
    AVFrame frame() {
        return frame;
    }

    /** Microseconds on the stream's own clock, or {@link PresentationClock#UNKNOWN}. */
    long stamp() {
        long ticks = frame.best_effort_timestamp();
        return ticks == AV_NOPTS_VALUE ? PresentationClock.UNKNOWN : (long) (ticks * microsPerTick);
    }

    @Override
    public void close() {
        av_frame_free(frame);
        avcodec_free_context(context);
        memory.giveBack(taken);
        taken = 0;
    }
}
