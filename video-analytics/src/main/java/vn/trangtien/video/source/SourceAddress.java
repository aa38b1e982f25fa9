package vn.trangtien.video.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where pictures come from: {@code rtsp://…}, {@code rtsps://…}, {@code http(s)://…} (MJPEG), {@code v4l2:/dev/video0} or
 * {@code /dev/video0} (a USB camera), or the path of a file. User name and password of a camera stand in its address,
 * {@code rtsp://name:password@host/path}.
 *
 * @param text as the operator wrote it, possibly with user name and password
 */
public record SourceAddress(String text) {

    private static final Pattern SCHEME = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]+)://.*", Pattern.DOTALL);
    private static final Pattern SECRET_PARAMETER =
            Pattern.compile("(?i)([?&](?:[a-z_]*pass[a-z]*|pwd|psw|user|usr|username|token|auth|key|secret)=)[^&#]*");
    /** An address that was mistyped is taken for the path of a file, and its password is a password all the same. */
    private static final Pattern WITHOUT_SCHEME = Pattern.compile("(^|/)[^/@\\s:]+:[^/@\\s]*@");

    private static final Set<String> NETWORK = Set.of("rtsp", "rtsps", "http", "https");

    public SourceAddress {
        if (text.isBlank()) {
            throw new IllegalArgumentException(
                    "video source must be an rtsp:// address or the path of a file, but was blank");
        }
    }

    /** Whether this is a camera, which sets its own pace, rather than a recording. */
    public boolean isLive() {
        return isNetwork() || isDevice();
    }

    boolean isNetwork() {
        return NETWORK.contains(scheme());
    }

    boolean isRtsp() {
        return scheme().startsWith("rtsp");
    }

    boolean isDevice() {
        return VideoDevice.isOne(text);
    }

    boolean isFile() {
        return !isLive();
    }

    /** The address without user name and password, for messages and logs. */
    public String shown() {
        boolean address = !scheme().isEmpty() && !scheme().equals("file");
        String hidden = address
                ? CameraCredentials.hide(text)
                : WITHOUT_SCHEME.matcher(text).replaceAll("$1***@");
        return SECRET_PARAMETER.matcher(hidden).replaceAll("$1***");
    }

    /** Without what only people read: the record's own text would show the password. */
    @Override
    public String toString() {
        return shown();
    }

    /** Finds what can be known before anything is opened. */
    void check() throws VideoSourceException {
        if (isNetwork()) {
            return;
        }
        if (isDevice()) {
            VideoDevice.of(this).check(this);
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
        try {
            if (Files.size(path) == 0) {
                throw new VideoSourceException(SourceProblem.FILE_EMPTY, this);
            }
        } catch (IOException e) {
            throw new VideoSourceException(SourceProblem.FILE_NOT_READABLE, this, e);
        }
    }

    /** What FFmpeg opens: a file is given with its protocol, so that no name of a file is taken for an address. */
    String forFfmpeg() throws VideoSourceException {
        if (isDevice()) {
            return VideoDevice.of(this).path();
        }
        return isNetwork() ? CameraCredentials.encode(text) : "file:" + path().toAbsolutePath();
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
