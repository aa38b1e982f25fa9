package vn.trangtien.video.source;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads FFmpeg's error number out of JavaCV's message, the only place where it is kept. */
final class FfmpegErrors {

    private static final Pattern NUMBER = Pattern.compile("error (-?\\d+)");

    private FfmpegErrors() {}

    static SourceProblem problemIn(String message) {
        Matcher matcher = NUMBER.matcher(message);
        if (!matcher.find()) {
            return SourceProblem.NOT_A_VIDEO;
        }
        int number = Integer.parseInt(matcher.group(1));
        if (number == tag(0xF8, '4', '0', '1') || number == tag(0xF8, '4', '0', '3')) {
            return SourceProblem.SIGN_IN_REFUSED;
        }
        if (number == tag(0xF8, '4', '0', '4')) {
            return SourceProblem.NO_SUCH_STREAM;
        }
        if (number == tag(0xF8, 'P', 'R', 'O')) {
            return SourceProblem.ADDRESS_NOT_SUPPORTED;
        }
        return SourceProblem.UNREACHABLE;
    }

    /** @throws IllegalStateException if FFmpeg could not do what only a lack of memory or a mistake of ours prevents */
    static void check(int result, String what) {
        if (result < 0) {
            throw new IllegalStateException("FFmpeg's %s failed with error %d".formatted(what, result));
        }
    }

    /** FFmpeg's own errors are four characters, the first one lowest, negated (libavutil/error.h, FFERRTAG). */
    private static int tag(int a, int b, int c, int d) {
        return -(a | b << 8 | c << 16 | d << 24);
    }
}
