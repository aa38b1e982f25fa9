package vn.trangtien.video.clip;

import static org.bytedeco.ffmpeg.global.avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;
import vn.trangtien.video.source.NativeVideo;
import vn.trangtien.video.source.StreamHeader;
import vn.trangtien.video.source.VideoPacket;

/** Puts compressed pictures into an MP4 file as they are. The first must be a key frame. */
final class Mp4Writer implements AutoCloseable {

    private static final int TICKS_PER_SECOND = 90_000;
    private static final long NEVER = Long.MIN_VALUE;

    private final AVFormatContext context;
    private final AVStream stream;
    private final AVPacket packet;
    private long firstMicros = NEVER;
    private long lastTicks = NEVER;
    private long gapTicks = TICKS_PER_SECOND / 25;
    private boolean closed;

    private Mp4Writer(AVFormatContext context, AVStream stream) {
        this.context = context;
        this.stream = stream;
        this.packet = av_packet_alloc();
    }

    /** @throws IOException if the file cannot be written, or pictures of that kind cannot be in one */
    static Mp4Writer create(Path file, StreamHeader header) throws IOException {
        NativeVideo.load();
        var context = new AVFormatContext(null);
        check(avformat_alloc_output_context2(context, null, "mp4", file.toString()), "begin", file);
        try {
            AVStream stream = avformat_new_stream(context, null);
            describe(stream.codecpar(), header);
            stream.time_base().num(1).den(TICKS_PER_SECOND);
            var output = new AVIOContext(null);
            check(avio_open(output, "file:" + file.toAbsolutePath(), AVIO_FLAG_WRITE), "create", file);
            context.pb(output);
            check(avformat_write_header(context, (AVDictionary) null), "begin", file);
            return new Mp4Writer(context, stream);
        } catch (IOException | RuntimeException e) {
            free(context);
            throw e;
        }
    }

    private static void describe(AVCodecParameters parameters, StreamHeader header) {
        parameters.codec_type(AVMEDIA_TYPE_VIDEO);
        parameters.codec_id(header.codecId());
        parameters.width(header.width());
        parameters.height(header.height());
        if (header.extra().length > 0) {
            var copy = new BytePointer(av_mallocz(header.extra().length + AV_INPUT_BUFFER_PADDING_SIZE));
            copy.put(header.extra());
            parameters.extradata(copy);
            parameters.extradata_size(header.extra().length);
        }
    }

    void write(VideoPacket picture) throws IOException {
        if (firstMicros == NEVER) {
            firstMicros = picture.decodeMicros();
        }
        long decoded = ticks(picture.decodeMicros());
        if (lastTicks != NEVER) {
            // A file refuses a time that does not grow; a camera may repeat one.
            decoded = Math.max(lastTicks + 1, decoded);
            gapTicks = decoded - lastTicks;
        }
        lastTicks = decoded;
        if (av_new_packet(packet, picture.data().length) < 0) {
            throw new IOException("no native memory for a picture of a clip");
        }
        packet.data().put(picture.data());
        packet.stream_index(0);
        packet.flags(picture.key() ? AV_PKT_FLAG_KEY : 0);
        // Counts for the last picture only: without it players leave that one out.
        packet.duration(inStreamTime(gapTicks));
        packet.dts(inStreamTime(decoded));
        packet.pts(inStreamTime(Math.max(decoded, ticks(picture.presentationMicros()))));
        int result = av_interleaved_write_frame(context, packet);
        if (result < 0) {
            throw new IOException("a clip cannot be written (error %d); is the disk full?".formatted(result));
        }
    }

    private long ticks(long micros) {
        return (micros - firstMicros) * TICKS_PER_SECOND / 1_000_000;
    }

    /** Writing the header may have chosen finer ticks. */
    private long inStreamTime(long ticks) {
        return ticks
                * stream.time_base().den()
                / TICKS_PER_SECOND
                / Math.max(1, stream.time_base().num());
    }

    /** Writes the index; without it the file is no film. */
    void finish() throws IOException {
        if (closed) {
            return;
        }
        int result = av_write_trailer(context);
        close();
        if (result < 0) {
            throw new IOException("a clip cannot be finished (error %d); is the disk full?".formatted(result));
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            av_packet_free(packet);
            free(context);
        }
    }

    private static void free(AVFormatContext context) {
        AVIOContext output = context.pb();
        if (output != null && !output.isNull()) {
            avio_closep(output);
            context.pb(null);
        }
        avformat_free_context(context);
    }

    private static void check(int result, String what, Path file) throws IOException {
        if (result < 0) {
            throw new IOException("cannot %s clip %s (error %d); check that the directory exists and can be written"
                    .formatted(what, file, result));
        }
    }
}
