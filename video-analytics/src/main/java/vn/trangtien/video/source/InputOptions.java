package vn.trangtien.video.source;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * What FFmpeg is told when it opens a source. It may speak only the protocols of that kind of source and read only the
 * containers listed: a "camera" that answers with a play list could otherwise make this program fetch files or addresses.
 */
final class InputOptions {

    /** The ones a camera or a recorder writes, and those of sound, to be able to say that there is no picture. */
    private static final String CONTAINERS =
            "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,h264,hevc,m4v,mjpeg,mpjpeg,jpeg_pipe,"
                    + "mpegts,mpeg,mpegvideo,flv,asf,rtsp,rtp,video4linux2,v4l2,wav,mp3,ogg,aac,flac";

    private InputOptions() {}

    static Map<String, String> of(SourceAddress address, Transport transport, Duration timeout)
            throws VideoSourceException {
        var options = new LinkedHashMap<String, String>();
        options.put("format_whitelist", CONTAINERS);
        String micros = Long.toString(timeout.toNanos() / 1000);
        if (address.isRtsp()) {
            options.put("protocol_whitelist", "rtsp,rtsps,rtp,rtcp,srtp,udp,tcp,tls,crypto");
            options.put("rtsp_transport", transport.name().toLowerCase(Locale.ROOT));
            options.put("timeout", micros);
            // Sound is not asked for: it would cost the camera's network and nobody hears it.
            options.put("allowed_media_types", "video");
        } else if (address.isNetwork()) {
            options.put("protocol_whitelist", "http,https,tcp,tls");
            options.put("rw_timeout", micros);
        } else if (address.isDevice()) {
            options.put("protocol_whitelist", "file");
            options.putAll(VideoDevice.of(address).wishes());
        } else {
            options.put("protocol_whitelist", "file");
        }
        return options;
    }

    /** To be freed with {@code av_dict_free}. */
    static AVDictionary dictionary(Map<String, String> options) {
        var dictionary = new AVDictionary(null);
        options.forEach(
                (name, value) -> FfmpegErrors.check(avutil.av_dict_set(dictionary, name, value, 0), "option " + name));
        return dictionary;
    }
}
