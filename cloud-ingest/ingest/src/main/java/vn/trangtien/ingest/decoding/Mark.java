package vn.trangtien.ingest.decoding;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import vn.trangtien.ingest.decoding.Understood.Identity;
import vn.trangtien.ingest.raw.RawMessage;
import vn.trangtien.wire.SpoolMark;

/**
 * By what a repetition of a message is known, and from which ordinal its samples count.
 *
 * @param identity empty where nothing tells a repetition from a new message
 * @param ordinal 0 to 999, the same in every repetition
 */
public record Mark(Optional<Identity> identity, int ordinal) {

    private static final MessageDigest SHA_256 = sha256();

    /** The sender numbers its messages. */
    public static Mark numbered(SpoolMark mark) {
        return new Mark(Optional.of(new Identity.Numbered(mark)), (int) (mark.seq() % Ordinals.COUNT));
    }

    /**
     * The message is known by its content.
     *
     * @param source what tells senders apart: the topic, if it names the gateway
     */
    public static Mark hashed(String source, RawMessage raw) {
        if (raw.payload().length == 0) {
            return new Mark(Optional.empty(), 0);
        }
        MessageDigest digest = copy();
        digest.update(source.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        raw.id().ifPresent(id -> {
            digest.update(id.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        });
        byte[] hash = digest.digest(raw.payload());
        int ordinal = ((hash[0] & 0xff) << 16 | (hash[1] & 0xff) << 8 | hash[2] & 0xff) % Ordinals.COUNT;
        return new Mark(Optional.of(new Identity.Hashed(HexFormat.of().formatHex(hash))), ordinal);
    }

    /**
     * For a message that leaves a time to its arrival: the same bytes may be the next measurement as well as a repetition, so they
     * prove nothing. Only a number or an id that the sender gave does.
     */
    public Mark untimed(RawMessage raw) {
        boolean proven = raw.id().isPresent() || identity.orElse(null) instanceof Identity.Numbered;
        return proven ? this : new Mark(Optional.empty(), ordinal);
    }

    /** Cheaper than asking the providers for a new one each time. */
    private static MessageDigest copy() {
        try {
            return (MessageDigest) SHA_256.clone();
        } catch (CloneNotSupportedException cannotBeCopied) {
            return sha256();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
