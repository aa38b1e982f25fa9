package vn.trangtien.video.source;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

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

    private final AVCodecContext context;
    private final AVFrame frame;
    private final double microsPerTick;

    private VideoDecoder(AVCodecContext context, AVFrame frame, double microsPerTick) {
        this.context = context;
        this.frame = frame;
        this.microsPerTick = microsPerTick;
    }

    static VideoDecoder open(AVStream stream, SourceAddress address) throws VideoSourceException {
        long pixels = (long) stream.codecpar().width() * stream.codecpar().height();
        if (pixels > MOST_PIXELS) {
            throw new VideoSourceException(SourceProblem.PICTURE_TOO_LARGE, address);
        }
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
        return new VideoDecoder(context, av_frame_alloc(), microsPerTick(stream.time_base()));
    }

    static double microsPerTick(AVRational timeBase) {
        return timeBase.den() == 0 ? 1 : 1e6 * timeBase.num() / timeBase.den();
    }

    /** @param packet null at the end: what the decoder has kept back comes out */
    void send(@Nullable AVPacket packet) {
        // An error is a damaged packet; the next key frame heals it.
        avcodec_send_packet(context, packet);
    }

    /** Takes the next picture into {@link #frame}; false if more packets are needed first. */
    boolean receive() {
        return avcodec_receive_frame(context, frame) >= 0;
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
    }
}
