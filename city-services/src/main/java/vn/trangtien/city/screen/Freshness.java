package vn.trangtien.city.screen;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Tells a page that asks again whether its list is still the same, by the facts in it: the markup holds a new token each time. */
final class Freshness {

    /** A page asks with it for the part of itself that may have changed. */
    static final String HEADER = "X-Live";

    private static final int LENGTH = 32;

    private Freshness() {}

    /** An entity tag of these facts, told apart by their texts. */
    static String tag(Object... facts) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(Arrays.toString(facts).getBytes(StandardCharsets.UTF_8));
            return "W/\"" + HexFormat.of().formatHex(digest).substring(0, LENGTH) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
