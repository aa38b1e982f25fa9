package vn.trangtien.platform.privacy.keys;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import vn.trangtien.platform.privacy.keys.DataKeys.DataKey;
import vn.trangtien.platform.privacy.keys.DataKeys.Purpose;

/**
 * Encrypts the values of one column and makes them findable. A value is bound to table, column and row: copied into another row
 * it cannot be opened. Thread-safe.
 *
 * <pre>
 * byte 0      1, the format
 * bytes 1-4   number of the data key, big-endian
 * bytes 5-16  nonce
 * then        AES-256-GCM of the UTF-8 text, with its tag
 * </pre>
 */
public final class ColumnCipher {

    private static final byte FORMAT = 1;
    private static final int HEADER = 1 + Integer.BYTES;
    /** Half of the HMAC: no two people collide, and a whole one would help nobody but a guesser. */
    private static final int INDEX_BYTES = 16;

    private final DataKeys keys;
    private final String table;
    private final String column;

    ColumnCipher(DataKeys keys, String table, String column) {
        this.keys = keys;
        this.table = table;
        this.column = column;
    }

    /** @param row key of the row, as text; must not change as long as the value stands in it */
    public byte[] encrypt(String row, String value) {
        DataKey key = keys.active(Purpose.ENCRYPT);
        byte[] sealed = Gcm.seal(key.key(), value.getBytes(StandardCharsets.UTF_8), bound(row));
        return ByteBuffer.allocate(HEADER + sealed.length)
                .put(FORMAT)
                .putInt(key.id())
                .put(sealed)
                .array();
    }

    /** @throws UnreadableFieldException if it was changed, comes from another place, or its key is not there */
    public String decrypt(String row, byte[] stored) {
        if (stored.length < HEADER || stored[0] != FORMAT) {
            throw new UnreadableFieldException(
                    "%s is no encrypted value: it must begin with format %d".formatted(place(row), FORMAT));
        }
        int id = ByteBuffer.wrap(stored).getInt(1);
        DataKey key = keys.find(id)
                .orElseThrow(() -> new UnreadableFieldException(
                        "%s needs data key %d, which is not in the database".formatted(place(row), id)));
        try {
            byte[] clear = Gcm.open(key.key(), Arrays.copyOfRange(stored, HEADER, stored.length), bound(row));
            return new String(clear, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new UnreadableFieldException(
                    "%s cannot be opened: it was changed, or belongs to another row".formatted(place(row)), e);
        }
    }

    /** Whether the value is under an older data key; then encrypt it anew when convenient. */
    public boolean isOutdated(byte[] stored) {
        return stored.length < HEADER
                || ByteBuffer.wrap(stored).getInt(1)
                        != keys.active(Purpose.ENCRYPT).id();
    }

    /**
     * What to store beside the value to find it by equality: HMAC-SHA-256 under a key of this column, cut to 16 bytes. The same
     * value gives the same index in every row, so use it only for values that are hard to guess or worth it, and normalise them
     * first.
     */
    public byte[] index(String normalised) {
        SecretKey key = keys.active(Purpose.INDEX).key();
        byte[] ofColumn = hmac(key, lengthed(List.of("trangtien blind index", table, column)));
        byte[] whole = hmac(new SecretKeySpec(ofColumn, "HmacSHA256"), normalised.getBytes(StandardCharsets.UTF_8));
        return Arrays.copyOf(whole, INDEX_BYTES);
    }

    private byte[] bound(String row) {
        return lengthed(List.of(table, column, row));
    }

    private String place(String row) {
        return "%s.%s of row %s".formatted(table, column, row);
    }

    private static byte[] lengthed(List<String> parts) {
        var bytes = new ByteArrayOutputStream();
        for (String part : parts) {
            byte[] text = part.getBytes(StandardCharsets.UTF_8);
            bytes.writeBytes(
                    ByteBuffer.allocate(Integer.BYTES).putInt(text.length).array());
            bytes.writeBytes(text);
        }
        return bytes.toByteArray();
    }

    private static byte[] hmac(SecretKey key, byte[] text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getEncoded(), "HmacSHA256"));
            return mac.doFinal(text);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform must offer HmacSHA256, but this one does not", e);
        }
    }
}
