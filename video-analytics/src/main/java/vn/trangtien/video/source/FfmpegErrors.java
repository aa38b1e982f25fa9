package vn.trangtien.video.source;

import static org.bytedeco.ffmpeg.global.avutil.AVERROR_DECODER_NOT_FOUND;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_DEMUXER_NOT_FOUND;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_BAD_REQUEST;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_FORBIDDEN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_NOT_FOUND;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_OTHER_4XX;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_SERVER_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_UNAUTHORIZED;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_INVALIDDATA;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_PROTOCOL_NOT_FOUND;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_STREAM_NOT_FOUND;

import java.util.Map;

/** What FFmpeg's error numbers mean to a person. */
final class FfmpegErrors {

    /** Linux' number for "nothing yet, ask again". */
    static final int AGAIN = -11;

    private static final int NOT_PERMITTED = -13;
    private static final int BUSY = -16;
    private static final int NO_SUCH_DEVICE = -19;

    private static final Map<Integer, SourceProblem> MEANINGS = Map.ofEntries(
            Map.entry(AVERROR_HTTP_UNAUTHORIZED(), SourceProblem.SIGN_IN_REFUSED),
            Map.entry(AVERROR_HTTP_FORBIDDEN(), SourceProblem.SIGN_IN_REFUSED),
            Map.entry(AVERROR_HTTP_NOT_FOUND(), SourceProblem.NO_SUCH_STREAM),
            Map.entry(AVERROR_HTTP_BAD_REQUEST(), SourceProblem.CAMERA_REFUSES),
            Map.entry(AVERROR_HTTP_OTHER_4XX(), SourceProblem.CAMERA_REFUSES),
            Map.entry(AVERROR_HTTP_SERVER_ERROR(), SourceProblem.CAMERA_REFUSES),
            Map.entry(AVERROR_PROTOCOL_NOT_FOUND(), SourceProblem.ADDRESS_NOT_SUPPORTED),
            Map.entry(AVERROR_STREAM_NOT_FOUND(), SourceProblem.NO_PICTURES),
            Map.entry(AVERROR_DECODER_NOT_FOUND(), SourceProblem.CODEC_NOT_SUPPORTED),
            Map.entry(AVERROR_DEMUXER_NOT_FOUND(), SourceProblem.NOT_A_VIDEO),
            Map.entry(AVERROR_INVALIDDATA(), SourceProblem.NOT_A_VIDEO),
            Map.entry(NOT_PERMITTED, SourceProblem.DEVICE_NOT_READABLE),
            Map.entry(BUSY, SourceProblem.DEVICE_BUSY),
            Map.entry(NO_SUCH_DEVICE, SourceProblem.DEVICE_NOT_FOUND));

    private FfmpegErrors() {}

    /** Why a source could not be opened or read; whatever has no other meaning is a camera that does not answer. */
    static SourceProblem problem(int number, SourceAddress address) {
        if (address.isFile()) {
            return number == AVERROR_STREAM_NOT_FOUND() || number == AVERROR_DECODER_NOT_FOUND()
                    ? MEANINGS.getOrDefault(number, SourceProblem.NOT_A_VIDEO)
                    : SourceProblem.NOT_A_VIDEO;
        }
        return MEANINGS.getOrDefault(number, SourceProblem.UNREACHABLE);
    }

    /** @throws IllegalStateException if FFmpeg could not do what only a lack of memory or a mistake of ours prevents */
    static void check(int result, String what) {
        if (result < 0) {
            throw new IllegalStateException("FFmpeg's %s failed with error %d".formatted(what, result));
        }
    }
}
