package vn.trangtien.video.plate;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Turns a number into a hash that tells only whether two sightings of one day were the same vehicle: HMAC-SHA-256 under a key
 * that is derived from the gateway's secret and the day in Viet Nam (HKDF, RFC 5869). Without the secret nobody can compute
 * the number of a hash, nor find the same vehicle on another day; with it both can be done by trying all numbers, so the
 * secret is guarded like a password.
 *
 * <p>Safe for use by several threads.
 */
public final class PlateHash {

    private static final ZoneId VIET_NAM = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final byte[] PURPOSE = "vn.trangtien plates 1".getBytes(StandardCharsets.UTF_8);
    /** 128 bits: enough that no two vehicles of a country share one. */
    private static final int BYTES = 16;

    private final PlateSecret secret;

    public PlateHash(PlateSecret secret) {
        this.secret = secret;
    }

    /**
     * The hash of a number at a time.
     *
     * @return 32 hexadecimal digits
     */
    public String of(PlateNumber number, Instant at) {
        LocalDate day = LocalDate.ofInstant(at, VIET_NAM);
        byte[] key = Hkdf.derive(secret.bytes(), PURPOSE, day.toString().getBytes(StandardCharsets.UTF_8), 32);
        try {
            byte[] mac = Hkdf.hmac(key, number.text().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac, 0, BYTES);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }
}
