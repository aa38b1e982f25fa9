package vn.trangtien.ingest.decoding;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Sparkplug payloads for tests, field by field as in {@code sparkplug_b.proto}; independent of the reader. The golden ones were
 * written by the reference implementation, Eclipse Tahu 1.0.19.
 */
public final class SparkplugBytes {

    /** The time of the golden payloads, ms since 1970. */
    public static final long T = 1_795_600_000_000L;

    /** bdSeq 7, seq 0; one metric of each datatype 1 to 17 with its code as alias, and an instance of a template. */
    public static final byte[] NBIRTH =
            hex("0880c8e690a13412140a0562645365711880c8e690a13420043800580712230a144e6f6465204"
                    + "36f6e74726f6c2f526562697274681880c8e690a134200b38007000121f0a0a74797065732f696e743810011880c8e690a134200138"
                    + "0050f8ffffff0f12200a0b74797065732f696e74313610021880c8e690a1342002380050c0f3ffff0f12200a0b74797065732f696e7"
                    + "4333210031880c8e690a134200338005080f0def00f12250a0b74797065732f696e74363410041880c8e690a13420043800588080b6"
                    + "ca91feffffff01121d0a0b74797065732f75696e743810051880c8e690a1342005380050fa01121f0a0c74797065732f75696e74313"
                    + "610061880c8e690a1342006380050e8fb0312210a0c74797065732f75696e74333210071880c8e690a134200738005880d0acf30e12"
                    + "260a0c74797065732f75696e74363410081880c8e690a1342008380058ffffffffffffffffff01121f0a0b74797065732f666c6f617"
                    + "410091880c8e690a13420093800650000204012240a0c74797065732f646f75626c65100a1880c8e690a134200a3800690000000000"
                    + "403c40121e0a0d74797065732f626f6f6c65616e100b1880c8e690a134200b3800700112330a0c74797065732f737472696e67100c1"
                    + "880c8e690a134200c38007a1643e1baa775205472c6b0e1bb9d6e67205469e1bb816e12240a0e74797065732f6461746574696d6510"
                    + "0d1880c8e690a134200d38005880c8e690a134121f0a0a74797065732f74657874100e1880c8e690a134200e38007a0476312e32123"
                    + "f0a0a74797065732f75756964100f1880c8e690a134200f38007a2431323365343536372d653839622d313264332d613435362d3432"
                    + "3636313431373430303012260a0d74797065732f6461746173657410101880c8e690a134201038008a010708011201631803"
                    + "12200a0b74797065732f627974657310111880c8e690a13420113800820103010203124a0a0870756d70732f703110131880c8e690a"
                    + "1342013380092013012130a0372706d1880c8e690a1342003380050aa0b12110a026f6e1880c8e690a134200b38007001220470756d"
                    + "7028001800");

    /** seq 1; temperature (alias 20, Cel, quality 192) 21.5 and door (alias 21) false. */
    public static final byte[] DBIRTH =
            hex("0880c8e690a13412430a0b74656d706572617475726510141880c8e690a134200938004a220a0"
                    + "75175616c6974790a07656e67556e69741205080318c0011207080c420343656c650000ac4112150a04646f6f7210151880c8e690a1"
                    + "34200b380070001801");

    /** seq 2; temperature 22.25 a second later, door null, and a historical temperature 20.75 of an hour before. */
    public static final byte[] DDATA =
            hex("08e8cfe690a1341212101418e8cfe690a13420093800650000b241120d101518e8cfe690a1342"
                    + "00b3801121410141880eb8a8fa134200928013800650000a6411802");

    /** seq 3, two seconds later. */
    public static final byte[] DDEATH = hex("08d0d7e690a1341803");

    /** bdSeq 7. */
    public static final byte[] NDEATH = hex("12140a0562645365711880c8e690a134200438005807");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private SparkplugBytes() {}

    /** A payload with time and number. */
    public static byte[] payload(long millis, int seq, SparkplugBytes... metrics) {
        var bytes = new SparkplugBytes().varint(1, millis);
        Arrays.stream(metrics).forEach(metric -> bytes.bytes(2, metric.out.toByteArray()));
        return bytes.varint(3, seq).out.toByteArray();
    }

    /** The payload of a will. */
    static byte[] death(long bdSeq) {
        return new SparkplugBytes()
                .bytes(2, named("bdSeq").datatype(4).whole(bdSeq).out.toByteArray())
                .out
                .toByteArray();
    }

    public static SparkplugBytes named(String name) {
        return new SparkplugBytes().bytes(1, name.getBytes(UTF_8));
    }

    public static SparkplugBytes aliased(long alias) {
        return new SparkplugBytes().varint(2, alias);
    }

    public SparkplugBytes alias(long alias) {
        return varint(2, alias);
    }

    public SparkplugBytes at(long millis) {
        return varint(3, millis);
    }

    public SparkplugBytes datatype(int code) {
        return varint(4, code);
    }

    /** is_transient. */
    public SparkplugBytes passing() {
        return varint(6, 1);
    }

    public SparkplugBytes whole(long value) {
        return varint(11, value);
    }

    public SparkplugBytes number(double value) {
        tag(13, 1);
        long bits = Double.doubleToRawLongBits(value);
        for (int i = 0; i < 8; i++) {
            out.write((int) (bits >>> 8 * i));
        }
        return this;
    }

    public SparkplugBytes text(String value) {
        return bytes(15, value.getBytes(UTF_8));
    }

    /** A property of quality and no other. */
    public SparkplugBytes quality(int value) {
        byte[] told = new SparkplugBytes().varint(1, 3).varint(3, value).out.toByteArray();
        return bytes(
                9,
                new SparkplugBytes()
                        .bytes(1, "Quality".getBytes(UTF_8))
                        .bytes(2, told)
                        .out
                        .toByteArray());
    }

    /** A template that holds itself so many times. */
    public static SparkplugBytes nested(int depth) {
        SparkplugBytes metric = named("deepest").datatype(10).number(1);
        for (int i = 0; i < depth; i++) {
            byte[] template =
                    new SparkplugBytes().bytes(2, metric.out.toByteArray()).out.toByteArray();
            metric = named("level").datatype(19).bytes(18, template);
        }
        return metric;
    }

    private SparkplugBytes varint(int field, long value) {
        tag(field, 0);
        return raw(value);
    }

    private SparkplugBytes bytes(int field, byte[] value) {
        tag(field, 2);
        raw(value.length);
        out.writeBytes(value);
        return this;
    }

    private void tag(int field, int wireType) {
        raw((long) field << 3 | wireType);
    }

    private SparkplugBytes raw(long value) {
        long rest = value;
        for (; (rest & ~0x7fL) != 0; rest >>>= 7) {
            out.write((int) (rest & 0x7f | 0x80));
        }
        out.write((int) rest);
        return this;
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
