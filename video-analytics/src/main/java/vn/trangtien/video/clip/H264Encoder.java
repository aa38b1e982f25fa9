package vn.trangtien.video.clip;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;
import vn.trangtien.video.picture.ColourImage;
import vn.trangtien.video.source.NativeVideo;
import vn.trangtien.video.source.StreamHeader;
import vn.trangtien.video.source.VideoPacket;

/** Compresses pictures with OpenH264, on the thread that asks. */
final class H264Encoder implements AutoCloseable {

    /** 640 x 360 at 12 pictures a second then needs about 550 kbit/s. */
    private static final double BITS_PER_PIXEL = 0.2;

    private static final int USUAL_RATE = 12;
    private static final int LARGEST_SIDE = 4096;

    private final int width;
    private final int height;
    private final AVCodecContext context;
    private final AVFrame frame = av_frame_alloc();
    private final AVPacket packet = av_packet_alloc();
    private final PointerPointer<BytePointer> planes = new PointerPointer<>(1);
    private final IntPointer strides = new IntPointer(1);
    private BytePointer buffer = new BytePointer(1);
    private @Nullable SwsContext scaler;

    H264Encoder(int imageWidth, int imageHeight) throws IOException {
        NativeVideo.load();
        width = Math.min(LARGEST_SIDE, Math.max(16, imageWidth & ~1));
        height = Math.min(LARGEST_SIDE, Math.max(16, imageHeight & ~1));
        @Nullable AVCodec codec = avcodec_find_encoder_by_name("libopenh264");
        if (codec == null || codec.isNull()) {
            throw new IOException("this machine's video library cannot make H.264");
        }
        context = avcodec_alloc_context3(codec);
        context.width(width).height(height).pix_fmt(AV_PIX_FMT_YUV420P).thread_count(1);
        context.time_base().num(1).den(1_000_000);
        context.framerate().num(USUAL_RATE).den(1);
        context.gop_size(2 * USUAL_RATE);
        context.bit_rate(Math.round(width * height * BITS_PER_PIXEL * USUAL_RATE));
        context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
        frame.format(AV_PIX_FMT_YUV420P);
        frame.width(width);
        frame.height(height);
        if (avcodec_open2(context, codec, (AVDictionary) null) < 0 || av_frame_get_buffer(frame, 0) < 0) {
            close();
            throw new IOException("pictures of %d x %d cannot be made into H.264".formatted(width, height));
        }
    }

    StreamHeader header() {
        var extra = new byte[context.extradata_size()];
        context.extradata().get(extra);
        return new StreamHeader("h264", AV_CODEC_ID_H264, width, height, extra);
    }

    List<VideoPacket> encode(ColourImage image, long micros) throws IOException {
        if (av_frame_make_writable(frame) < 0) {
            throw new IOException("no native memory for a picture of a clip");
        }
        convert(image);
        frame.pts(micros);
        if (avcodec_send_frame(context, frame) < 0) {
            throw new IOException("a picture of a clip cannot be compressed");
        }
        return take();
    }

    /** What the encoder has kept back. */
    List<VideoPacket> end() {
        avcodec_send_frame(context, null);
        return take();
    }

    private List<VideoPacket> take() {
        var packets = new ArrayList<VideoPacket>();
        while (avcodec_receive_packet(context, packet) >= 0) {
            var data = new byte[packet.size()];
            packet.data().get(data);
            // OpenH264 keeps the order, so a picture is decoded when it is shown.
            packets.add(new VideoPacket(data, packet.pts(), packet.pts(), (packet.flags() & AV_PKT_FLAG_KEY) != 0));
            av_packet_unref(packet);
        }
        return packets;
    }

    private void convert(ColourImage image) throws IOException {
        if (buffer.capacity() != image.bgr().length + 64L) {
            buffer.close();
            // The scaler's vector code may read beyond the end.
            buffer = new BytePointer(image.bgr().length + 64L);
        }
        buffer.put(image.bgr());
        scaler = swscale.sws_getCachedContext(
                scaler,
                image.width(),
                image.height(),
                AV_PIX_FMT_BGR24,
                width,
                height,
                AV_PIX_FMT_YUV420P,
                swscale.SWS_BILINEAR,
                null,
                null,
                (DoublePointer) null);
        if (scaler == null) {
            throw new IOException("a picture of %d x %d cannot be in a clip".formatted(image.width(), image.height()));
        }
        planes.put(0, buffer);
        strides.put(0, image.width() * 3);
        swscale.sws_scale(scaler, planes, strides, 0, image.height(), frame.data(), frame.linesize());
    }

    @Override
    public void close() {
        if (scaler != null) {
            swscale.sws_freeContext(scaler);
            scaler = null;
        }
        av_packet_free(packet);
        av_frame_free(frame);
        avcodec_free_context(context);
        buffer.close();
        planes.close();
        strides.close();
    }
}
