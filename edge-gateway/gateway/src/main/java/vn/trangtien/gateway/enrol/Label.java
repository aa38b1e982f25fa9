package vn.trangtien.gateway.enrol;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the office hands to the technician, mostly as a QR code: {@code trangtien:1?u=…&c=…&f=…&g=…}.
 *
 * @param door address of the device door, https
 * @param code works once
 * @param fingerprint SHA-256 of the city's authority, 64 hexadecimal digits in lower case: whom to trust
 * @param gateway which gateway the device is to become
 */
public record Label(URI door, String code, String fingerprint, String gateway) {

    private static final String SCHEME = "trangtien:1?";
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_:-]{0,62}");

    public Label {
        fingerprint = fingerprint.replaceAll("[\\s:]", "").toLowerCase(Locale.ROOT);
        code = code.strip();
        require(
                "the address (u)",
                "https".equals(door.getScheme()) && door.getHost() != null,
                "begin with https://",
                door);
        require(
                "the code (c)",
                !code.isEmpty() && code.length() <= 64,
                "not be empty",
                "[" + code.length() + " characters]");
        require(
                "the fingerprint (f)",
                FINGERPRINT.matcher(fingerprint).matches(),
                "be 64 hexadecimal digits",
                fingerprint);
        require(
                "the gateway (g)",
                NAME.matcher(gateway).matches(),
                "be 1 to 63 letters, digits, '_', ':' or '-'",
                gateway);
    }

    /**
     * Reads what a scanner read.
     *
     * @throws IllegalArgumentException naming the part that is missing or wrong
     */
    public static Label parse(String text) {
        String plain = text.strip();
        if (!plain.startsWith(SCHEME)) {
            throw new IllegalArgumentException(
                    "a label must begin with '%s', but this begins with '%s'; scan the QR code of the gateway's label"
                            .formatted(SCHEME, plain.substring(0, Math.min(12, plain.length()))));
        }
        var parts = new HashMap<String, String>();
        for (String part : plain.substring(SCHEME.length()).split("&", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parts.put(part.substring(0, equals), decoded(part.substring(equals + 1)));
            }
        }
        return new Label(URI.create(need(parts, "u")), need(parts, "c"), need(parts, "f"), need(parts, "g"));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String need(Map<String, String> parts, String name) {
        String value = parts.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the label lacks its part '%s'; scan the whole QR code".formatted(name));
        }
        return value;
    }

    private static void require(String field, boolean holds, String rule, Object actual) {
        if (!holds) {
            throw new IllegalArgumentException("%s must %s, but was '%s'".formatted(field, rule, actual));
        }
    }

    /** Without the code, which is a secret. */
    @Override
    public String toString() {
        return "Label[%s at %s]".formatted(gateway, door);
    }
}
