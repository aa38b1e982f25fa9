package vn.trangtien.video.source;

import java.time.Duration;
import java.util.Optional;

/**
 * Where a camera's pictures come from and how they are fetched.
 *
 * @param source main stream: {@code rtsp://…}, {@code http(s)://…} (MJPEG), {@code v4l2:/dev/video0} or the path of a file
 * @param substream the camera's smaller stream; analysed instead of the main one, because it costs a fraction of it
 * @param transport of RTSP
 * @param timeout after how long a silent camera counts as lost, when opened and later, 1 s to 60 s
 * @param pace for files
 * @param loop whether a file starts again from its beginning
 */
public record SourceSettings(
        SourceAddress source,
        Optional<SourceAddress> substream,
        Transport transport,
        Duration timeout,
        Pace pace,
        boolean loop) {

    /** Long enough for a camera behind a radio link, short enough for a guard. */
    public static final Duration USUAL_TIMEOUT = Duration.ofSeconds(5);

    private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(60);

    /** @throws IllegalArgumentException if the time-out is out of range */
    public SourceSettings {
        if (timeout.compareTo(SHORTEST_TIMEOUT) < 0 || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new IllegalArgumentException(
                    "time-out of a video source must be 1 s to 60 s, but was %s; 5 s is usual".formatted(timeout));
        }
    }

    /** One stream with the usual settings. */
    public static SourceSettings of(String source) {
        return new SourceSettings(
                new SourceAddress(source), Optional.empty(), Transport.TCP, USUAL_TIMEOUT, Pace.REAL_TIME, false);
    }

    /** The stream to look at: the smaller one if there is one. */
    public SourceAddress analysed() {
        return substream.orElse(source);
    }

    public SourceSettings withSubstream(String address) {
        return new SourceSettings(source, Optional.of(new SourceAddress(address)), transport, timeout, pace, loop);
    }

    public SourceSettings withTransport(Transport newTransport) {
        return new SourceSettings(source, substream, newTransport, timeout, pace, loop);
    }

    public SourceSettings withTimeout(Duration silence) {
        return new SourceSettings(source, substream, transport, silence, pace, loop);
    }

    public SourceSettings withPace(Pace newPace) {
        return new SourceSettings(source, substream, transport, timeout, newPace, loop);
    }

    public SourceSettings withLoop(boolean again) {
        return new SourceSettings(source, substream, transport, timeout, pace, again);
    }
}
