package vn.trangtien.gateway.remote.conf;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One configuration that was ever in force here.
 *
 * @param number from 1; never used twice
 * @param sha256 of the file's bytes, hexadecimal
 */
public record Version(long number, String sha256) {

    static Version of(long number, String yaml) {
        return new Version(number, sha256(yaml));
    }

    static String sha256(String yaml) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(yaml.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java knows SHA-256", e);
        }
    }
}
