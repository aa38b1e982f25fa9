package vn.trangtien.sim.camera;

import java.util.Base64;
import java.util.Locale;

/** The SDP text with which a camera describes its one video stream (RFC 4566, RFC 6184 section 8.2.1). */
final class SessionDescription {

    /** Dynamic payload type of our H.264. */
    static final int PAYLOAD_TYPE = 96;

    static final String CONTROL = "track1";

    private SessionDescription() {}

    static String of(H264Film film) {
        byte[] sps = film.sequenceParameters();
        var base64 = Base64.getEncoder();
        return String.join(
                        "\r\n",
                        "v=0",
                        "o=- 0 0 IN IP4 127.0.0.1",
                        "s=street",
                        "c=IN IP4 0.0.0.0",
                        "t=0 0",
                        "a=control:*",
                        "m=video 0 RTP/AVP " + PAYLOAD_TYPE,
                        "a=rtpmap:%d H264/%d".formatted(PAYLOAD_TYPE, RtpPacketiser.CLOCK_RATE),
                        String.format(
                                Locale.ROOT,
                                "a=fmtp:%d packetization-mode=1;profile-level-id=%02X%02X%02X;sprop-parameter-sets=%s,%s",
                                PAYLOAD_TYPE,
                                sps[1],
                                sps[2],
                                sps[3],
                                base64.encodeToString(sps),
                                base64.encodeToString(film.pictureParameters())),
                        "a=framerate:" + film.framesPerSecond(),
                        "a=control:" + CONTROL)
                + "\r\n";
    }
}
