package vn.trangtien.ingest.objects;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Names of objects. */
final class ObjectName {

    private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");

    private ObjectName() {}

    static String of(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }

    static boolean isOne(String text) {
        return NAME.matcher(text).matches();
    }

    /** {@code ab/abcd…}: not all objects in one folder. The same in files and in a bucket, so that they can be copied as they are. */
    static String path(String name) {
        return name.substring(0, 2) + "/" + name;
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
