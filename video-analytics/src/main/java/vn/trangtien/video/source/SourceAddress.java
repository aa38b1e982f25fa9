package vn.trangtien.video.source;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where pictures come from: {@code rtsp://…}, {@code rtsps://…}, {@code http(s)://…} (MJPEG), or the path of a file.
 *
 * @param text as the operator wrote it, possibly with user name and password
 */
public record SourceAddress(String text) {

    private static final Pattern SCHEME = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]+)://.*");
    private static final Pattern PASSWORD = Pattern.compile("(?<=://)[^/@]*@");
    private static final Set<String> LIVE = Set.of("rtsp", "rtsps", "http", "https");

    public SourceAddress {
        if (text.isBlank()) {
            throw new IllegalArgumentException(
                    "video source must be an rtsp:// address or the path of a file, but was blank");
        }
    }

    /** Whether this is a camera, which sets its own pace, rather than a recording. */
    public boolean isLive() {
        return LIVE.contains(scheme());
    }

    boolean isRtsp() {
        return scheme().startsWith("rtsp");
    }

    /** The address without user name and password, for messages and logs. */
    public String shown() {
        return PASSWORD.matcher(text).replaceFirst("***@");
    }

    /** Finds what can be known before anything is opened. */
    void check() throws VideoSourceException {
        if (isLive()) {
            return;
        }
        if (!scheme().isEmpty() && !scheme().equals("file")) {
            throw new VideoSourceException(SourceProblem.ADDRESS_NOT_SUPPORTED, this);
        }
        Path path = path();
        if (!Files.isRegularFile(path)) {
            throw new VideoSourceException(SourceProblem.FILE_NOT_FOUND, this);
        }
        if (!Files.isReadable(path)) {
            throw new VideoSourceException(SourceProblem.FILE_NOT_READABLE, this);
        }
    }

    /** What FFmpeg opens: a file is given with its protocol, so that no name of a file is taken for an address. */
    String forFfmpeg() throws VideoSourceException {
        return isLive() ? text : "file:" + path().toAbsolutePath();
    }

    private Path path() throws VideoSourceException {
        try {
            return Path.of(scheme().equals("file") ? text.substring("file://".length()) : text);
        } catch (InvalidPathException e) {
            throw new VideoSourceException(SourceProblem.FILE_NOT_FOUND, this, e);
        }
    }

    private String scheme() {
        Matcher matcher = SCHEME.matcher(text);
        return matcher.matches() ? matcher.group(1).toLowerCase(Locale.ROOT) : "";
    }
}
