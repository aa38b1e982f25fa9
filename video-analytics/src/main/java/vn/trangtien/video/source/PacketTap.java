package vn.trangtien.video.source;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.global.avcodec;

/** Copies packets out of native memory for a listener: a few hundred kilobytes a second, and nothing native to give back. */
final class PacketTap {

    private final PacketListener listener;
    private final PresentationClock clock;
    private final double microsPerTick;

    PacketTap(PacketListener listener, AVStream stream, PresentationClock clock) {
        this.listener = listener;
        this.clock = clock;
        this.microsPerTick = VideoDecoder.microsPerTick(stream.time_base());
        listener.opened(header(stream.codecpar()));
    }

    void take(AVPacket packet) {
        long shown = clock.estimate(micros(packet.pts() == AV_NOPTS_VALUE ? packet.dts() : packet.pts()));
        long decoded = packet.dts() == AV_NOPTS_VALUE ? shown : Math.min(shown, clock.estimate(micros(packet.dts())));
        var data = new byte[packet.size()];
        packet.data().get(data);
        listener.packet(new VideoPacket(data, shown, decoded, (packet.flags() & AV_PKT_FLAG_KEY) != 0));
    }

    private long micros(long ticks) {
        return ticks == AV_NOPTS_VALUE ? PresentationClock.UNKNOWN : (long) (ticks * microsPerTick);
    }

    private static StreamHeader header(AVCodecParameters parameters) {
        var extra = new byte[Math.max(0, parameters.extradata_size())];
        if (extra.length > 0) {
            parameters.extradata().get(extra);
        }
        return new StreamHeader(
                avcodec.avcodec_get_name(parameters.codec_id()).getString(),
                parameters.codec_id(),
                parameters.width(),
                parameters.height(),
                extra);
    }
}
