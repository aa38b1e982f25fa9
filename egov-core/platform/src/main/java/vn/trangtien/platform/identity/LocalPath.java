package vn.trangtien.platform.identity;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A path on this very service, safe to redirect to. */
public final class LocalPath {

    /** One slash, then anything but a second slash, a backslash or a control character anywhere. */
    private static final Pattern SAFE = Pattern.compile("/(?!/)[^\\\\\\p{Cntrl}]*");

    private static final int LONGEST = 500;

    private LocalPath() {}

    /** The given path, or {@code /} if it is absent, too long, or would leave this service. */
    public static String orHome(@Nullable String path) {
        return path != null && path.length() <= LONGEST && SAFE.matcher(path).matches() ? path : "/";
    }
}
