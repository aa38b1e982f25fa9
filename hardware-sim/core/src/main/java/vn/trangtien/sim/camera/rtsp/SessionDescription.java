package vn.trangtien.sim.camera.rtsp;

import java.util.Base64;
import java.util.List;
import java.util.Locale;
import vn.trangtien.sim.camera.film.Codec;
import vn.trangtien.sim.camera.film.Film;

/** The SDP text with which a camera describes a stream (RFC 4566, RFC 6184 section 8.2.1, RFC 7798 section 7.1). */
final class SessionDescription {

    /** Dynamic payload type of our video. */
    static final int PAYLOAD_TYPE = 96;

    /** G.711 µ-law has a fixed one (RFC 3551 table 4). */
    static final int SOUND_PAYLOAD_TYPE = 0;

    static final int SOUND_CLOCK_RATE = 8_000;

    static final String CONTROL = "track1";

    private SessionDescription() {}

    static String of(String name, Film film, boolean soundOnly) {
        String head = String.join(
                "\r\n",
                "v=0",
                "o=- 1 1 IN IP4 127.0.0.1",
                "s=" + name,
                "c=IN IP4 0.0.0.0",
                "t=0 0",
                "a=control:*",
                "a=range:npt=now-",
                "");
        return head + (soundOnly ? sound() : video(film)) + "a=control:" + CONTROL + "\r\n";
    }

    private static String sound() {
        return "m=audio 0 RTP/AVP %d\r\na=rtpmap:%1$d PCMU/%d\r\n".formatted(SOUND_PAYLOAD_TYPE, SOUND_CLOCK_RATE);
    }

    private static String video(Film film) {
        return String.join(
                "\r\n",
                "m=video 0 RTP/AVP " + PAYLOAD_TYPE,
                "a=rtpmap:%d %s/%d".formatted(PAYLOAD_TYPE, film.codec(), Film.CLOCK_RATE),
                "a=fmtp:%d %s"
                        .formatted(
                                PAYLOAD_TYPE,
                                film.codec() == Codec.H265 ? h265(film.parameterSets()) : h264(film.parameterSets())),
                String.format(Locale.ROOT, "a=framerate:%.3f", film.framesPerSecond()),
                "");
    }

    private static String h264(List<byte[]> sets) {
        byte[] sps = sets.get(0);
        return String.format(
                Locale.ROOT,
                "packetization-mode=1;profile-level-id=%02X%02X%02X;sprop-parameter-sets=%s,%s",
                sps[1],
                sps[2],
                sps[3],
                base64(sps),
                base64(sets.get(1)));
    }

    private static String h265(List<byte[]> sets) {
        return "sprop-vps=%s;sprop-sps=%s;sprop-pps=%s"
                .formatted(base64(sets.get(0)), base64(sets.get(1)), base64(sets.get(2)));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
