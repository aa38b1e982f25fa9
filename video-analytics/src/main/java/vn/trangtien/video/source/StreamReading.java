package vn.trangtien.video.source;

import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;

/** Reads out of FFmpeg's description of a stream. */
final class StreamReading {

    private static final double USUAL_FRAME_RATE = 25;
    private static final double HIGHEST_FRAME_RATE = 1000;

    private StreamReading() {}

    static StreamFacts factsOf(AVStream stream) {
        return new StreamFacts(
                stream.codecpar().width(),
                stream.codecpar().height(),
                rateOf(stream),
                avcodec.avcodec_get_name(stream.codecpar().codec_id()).getString());
    }

    /** Distance of two frames when the stream does not say. */
    static long usualMicros(StreamFacts facts) {
        return Math.round(1e6 / (facts.framesPerSecond() > 0 ? facts.framesPerSecond() : USUAL_FRAME_RATE));
    }

    private static double rateOf(AVStream stream) {
        double average = value(stream.avg_frame_rate());
        double rate = average > 0 ? average : value(stream.r_frame_rate());
        return rate > 0 && rate <= HIGHEST_FRAME_RATE ? rate : 0;
    }

    private static double value(AVRational rational) {
        return rational.den() == 0 ? 0 : rational.num() / (double) rational.den();
    }
}
