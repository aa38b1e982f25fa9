package vn.trangtien.video.source;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A USB camera or another device of Video4Linux: {@code /dev/video0}, {@code v4l2:/dev/video0}, or with wishes
 * {@code v4l2:/dev/video0?size=1280x720&rate=15&format=mjpeg}.
 *
 * @param path the device
 * @param wishes FFmpeg's names and values
 */
record VideoDevice(String path, Map<String, String> wishes) {

    private static final Pattern ADDRESS = Pattern.compile(
            "(?:v4l2:(?://)?)?(/dev/(?:video\\d{1,3}|v4l/by-(?:id|path)/[A-Za-z0-9._:@+-]+))(?:\\?(.*))?");
    private static final String SCHEME = "v4l2:";
    private static final Map<String, String> NAMES =
            Map.of("size", "video_size", "rate", "framerate", "format", "input_format");
    private static final Map<String, Pattern> VALUES = Map.of(
            "size", Pattern.compile("\\d{2,5}x\\d{2,5}"),
            "rate", Pattern.compile("\\d{1,3}(\\.\\d{1,3})?"),
            "format", Pattern.compile("[a-z0-9]{2,16}"));

    static boolean isOne(String address) {
        return address.startsWith(SCHEME) || ADDRESS.matcher(address).matches();
    }

    static VideoDevice of(SourceAddress address) throws VideoSourceException {
        Matcher matcher = ADDRESS.matcher(address.text());
        if (!matcher.matches()) {
            throw new VideoSourceException(SourceProblem.ADDRESS_NOT_SUPPORTED, address);
        }
        var wishes = new LinkedHashMap<String, String>();
        String query = matcher.group(2);
        if (query != null && !query.isEmpty()) {
            for (String wish : query.split("&")) {
                String[] parts = wish.split("=", 2);
                Pattern allowed = VALUES.get(parts[0]);
                if (allowed == null
                        || parts.length < 2
                        || !allowed.matcher(parts[1]).matches()) {
                    throw new VideoSourceException(SourceProblem.ADDRESS_NOT_SUPPORTED, address);
                }
                wishes.put(NAMES.getOrDefault(parts[0], parts[0]), parts[1]);
            }
        }
        return new VideoDevice(matcher.group(1), wishes);
    }

    void check(SourceAddress address) throws VideoSourceException {
        if (!Files.exists(Path.of(path))) {
            throw new VideoSourceException(SourceProblem.DEVICE_NOT_FOUND, address);
        }
        if (!Files.isReadable(Path.of(path))) {
            throw new VideoSourceException(SourceProblem.DEVICE_NOT_READABLE, address);
        }
    }
}
