package vn.trangtien.drivers.trace;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that went over a bus. Immutable; equal by content. */
public final class Bytes {

    public static final Bytes NONE = new Bytes(new byte[0]);

    private static final char[] DIGITS = "0123456789abcdef".toCharArray();

    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    public static Bytes of(byte... content) {
        return new Bytes(content.clone());
    }

    /** The low eight bits of each. */
    public static Bytes of(int... content) {
        byte[] bytes = new byte[content.length];
        for (int i = 0; i < content.length; i++) {
            bytes[i] = (byte) content[i];
        }
        return new Bytes(bytes);
    }

    public static Bytes ofText(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    public int length() {
        return content.length;
    }

    public boolean isEmpty() {
        return content.length == 0;
    }

    /** 0 to 255. */
    public int at(int index) {
        return content[index] & 0xFF;
    }

    public byte[] toArray() {
        return content.clone();
    }

    public Bytes from(int start) {
        return new Bytes(Arrays.copyOfRange(content, start, content.length));
    }

    public Bytes first(int count) {
        return new Bytes(Arrays.copyOf(content, count));
    }

    public Bytes and(Bytes more) {
        byte[] both = Arrays.copyOf(content, content.length + more.content.length);
        System.arraycopy(more.content, 0, both, content.length, more.content.length);
        return new Bytes(both);
    }

    String asText() {
        return new String(content, StandardCharsets.UTF_8);
    }

    /** Whether these bytes are better shown as text: four or more, of ASCII letters and ends of lines only. */
    boolean looksLikeText() {
        for (byte b : content) {
            if ((b < ' ' || b > '~') && b != '\r' && b != '\n') {
                return false;
            }
        }
        return content.length >= 4;
    }

    /** Whether these bytes are UTF-8 and would come back from {@link #asText} unchanged. */
    boolean isUtf8() {
        return Arrays.equals(asText().getBytes(StandardCharsets.UTF_8), content);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    /** Hexadecimal, separated by spaces: {@code 42 4d 00}. */
    @Override
    public String toString() {
        var text = new StringBuilder(3 * content.length);
        for (byte b : content) {
            if (text.length() > 0) {
                text.append(' ');
            }
            text.append(DIGITS[b >> 4 & 0xF]).append(DIGITS[b & 0xF]);
        }
        return text.toString();
    }
}
