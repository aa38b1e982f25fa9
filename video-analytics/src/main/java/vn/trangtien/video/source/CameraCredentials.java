package vn.trangtien.video.source;

import java.util.regex.Pattern;

/**
 * Finds user name and password in the address of a camera, also where people wrote a password with {@code @}, {@code /} or
 * {@code ?} in it as it is, which no rule for addresses allows.
 */
final class CameraCredentials {

    private static final String HIDDEN = "***";
    private static final Pattern HOST_AND_PORT = Pattern.compile("\\[[^]]*](:\\d*)?|[^:]*(:\\d*)?");

    private CameraCredentials() {}

    /** The address with stars in place of user name and password. */
    static String hide(String address) {
        int end = end(address);
        return end < 0 ? address : address.substring(0, begin(address)) + HIDDEN + address.substring(end);
    }

    /** The address with the characters written as {@code %2F} and so on that would end the password too soon. */
    static String encode(String address) {
        int end = end(address);
        if (end < 0) {
            return address;
        }
        String credentials = address.substring(begin(address), end)
                .replace("/", "%2F")
                .replace("?", "%3F")
                .replace("#", "%23")
                .replace("@", "%40");
        return address.substring(0, begin(address)) + credentials + address.substring(end);
    }

    /** The name of the computer alone, without port and brackets. */
    static String host(String address) {
        int from = Math.max(begin(address), end(address) + 1);
        String rest = address.substring(from);
        String authority = rest.split("[/?#]", 2)[0];
        if (authority.startsWith("[")) {
            int bracket = authority.indexOf(']');
            return authority.substring(1, bracket < 0 ? authority.length() : bracket);
        }
        int colon = authority.indexOf(':');
        return colon < 0 ? authority : authority.substring(0, colon);
    }

    private static int begin(String address) {
        return address.indexOf("://") + "://".length();
    }

    /** The place of the {@code @} behind the password; -1 if there is none. */
    private static int end(String address) {
        int begin = begin(address);
        int authorityEnd = begin;
        while (authorityEnd < address.length() && "/?#".indexOf(address.charAt(authorityEnd)) < 0) {
            authorityEnd++;
        }
        int at = address.substring(0, authorityEnd).lastIndexOf('@');
        if (at >= begin) {
            return at;
        }
        // "name:pass/word@host": what stands before the slash is no host with a port, so the slash belongs to the
        // password.
        boolean plainHost =
                HOST_AND_PORT.matcher(address.substring(begin, authorityEnd)).matches();
        return plainHost ? -1 : address.lastIndexOf('@');
    }
}
