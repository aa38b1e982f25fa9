package vn.trangtien.video.source;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.jspecify.annotations.Nullable;

/** An open source that gives the packets of its picture stream. No call waits longer than the time-out. */
final class Demuxer implements AutoCloseable {

    /** Streams of single pictures carry no time: the clock of this computer stamps them. */
    private static final Set<String> WITHOUT_TIME = Set.of("mpjpeg", "mjpeg", "jpeg_pipe");

    /** FFmpeg wants up to 5 s of a stream to learn its frame rate; a recorder's gate has less patience. */
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(2);

    private static final long DEVICE_POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

    private final Duration timeout;
    private final Deadline deadline;
    private final AVFormatContext context;
    private final AVStream stream;
    private final int index;

    private Demuxer(AVFormatContext context, Deadline deadline, Duration timeout, int index) {
        this.context = context;
        this.deadline = deadline;
        this.timeout = timeout;
        this.index = index;
        this.stream = context.streams(index);
    }

    static Demuxer open(SourceAddress address, Transport transport, Duration timeout) throws VideoSourceException {
        address.check();
        if (address.isNetwork()) {
            HostNames.mustBeKnown(address, timeout);
        }
        var deadline = new Deadline(timeout);
        @Nullable AVFormatContext context = null;
        try {
            context = connect(address, transport, timeout, deadline);
            int video = learn(context, address, timeout, deadline);
            return new Demuxer(context, deadline, timeout, video);
        } catch (VideoSourceException | RuntimeException e) {
            if (context != null) {
                avformat_close_input(context);
            }
            deadline.close();
            throw e;
        }
    }

    private static AVFormatContext connect(
            SourceAddress address, Transport transport, Duration timeout, Deadline deadline)
            throws VideoSourceException {
        AVFormatContext context = avformat_alloc_context();
        deadline.installIn(context.interrupt_callback());
        @Nullable AVInputFormat format = null;
        if (address.isDevice()) {
            NativeVideo.loadDevices();
            format = av_find_input_format("video4linux2");
            // A device that hangs cannot be interrupted; one that says "nothing yet" can.
            context.flags(context.flags() | AVFormatContext.AVFMT_FLAG_NONBLOCK);
        }
        AVDictionary options = InputOptions.dictionary(InputOptions.of(address, transport, timeout));
        // Frees the context itself when it fails.
        int result = avformat_open_input(context, address.forFfmpeg(), format, options);
        av_dict_free(options);
        if (result < 0) {
            // RTSP calls an answer that did not come invalid.
            boolean silent = address.isNetwork() && deadline.isOver();
            SourceProblem problem = silent ? SourceProblem.UNREACHABLE : FfmpegErrors.problem(result, address);
            throw new VideoSourceException(problem, address, cause(result));
        }
        return context;
    }

    /** Finds the picture stream and what is in it. */
    private static int learn(AVFormatContext context, SourceAddress address, Duration timeout, Deadline deadline)
            throws VideoSourceException {
        if (address.isNetwork() && WITHOUT_TIME.contains(nameOf(context))) {
            context.use_wallclock_as_timestamps(1);
        }
        if (address.isLive()) {
            Duration half = timeout.dividedBy(2);
            Duration look = half.compareTo(LONGEST_LOOK) < 0 ? half : LONGEST_LOOK;
            context.max_analyze_duration(look.toNanos() / 1000);
        }
        if (!address.isDevice()) {
            deadline.arm(timeout);
            int result = avformat_find_stream_info(context, (AVDictionary) null);
            if (result < 0) {
                throw new VideoSourceException(FfmpegErrors.problem(result, address), address, cause(result));
            }
        }
        int video = av_find_best_stream(context, AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
        if (video < 0) {
            boolean other = context.nb_streams() > 0 || address.isRtsp();
            throw new VideoSourceException(
                    other ? SourceProblem.NO_PICTURES : SourceProblem.NOT_A_VIDEO, address, cause(video));
        }
        if ((context.streams(video).disposition() & AV_DISPOSITION_ATTACHED_PIC) != 0) {
            // The cover of a record, not a film.
            throw new VideoSourceException(SourceProblem.NO_PICTURES, address);
        }
        for (int i = 0; i < context.nb_streams(); i++) {
            if (i != video) {
                context.streams(i).discard(AVDISCARD_ALL);
            }
        }
        return video;
    }

    AVStream stream() {
        return stream;
    }

    /**
     * Reads the next packet of the picture stream.
     *
     * @return 0, or FFmpeg's error number at the end, after a failure or after the time-out
     */
    int read(AVPacket packet) {
        deadline.arm(timeout);
        while (true) {
            int result = av_read_frame(context, packet);
            if (result == FfmpegErrors.AGAIN
                    && !deadline.isOver()
                    && !Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(DEVICE_POLL_NANOS);
                continue;
            }
            if (result < 0 || packet.stream_index() == index) {
                return result;
            }
            av_packet_unref(packet);
        }
    }

    /** How long a recording says that it is; 0 if it does not say, as a camera. */
    long durationMicros() {
        long duration = context.duration();
        return duration == AV_NOPTS_VALUE || duration < 0 ? 0 : duration;
    }

    @Override
    public void close() {
        // Saying good-bye to a camera that is gone must not take longer than waiting for it.
        deadline.arm(timeout);
        avformat_close_input(context);
        deadline.close();
    }

    private static String nameOf(AVFormatContext context) {
        return context.iformat().name().getString();
    }

    private static IllegalStateException cause(int number) {
        return new IllegalStateException("FFmpeg error " + number);
    }
}
