package vn.trangtien.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Bytes out of hex files under the test resources, which may be wrapped over lines. */
public final class Hex {

    private Hex() {}

    public static byte[] file(String path) throws IOException {
        try (InputStream in = Hex.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IOException("no test resource " + path);
            }
            return of(new String(in.readAllBytes(), StandardCharsets.US_ASCII));
        }
    }

    public static byte[] of(String hex) {
        return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    }
}
