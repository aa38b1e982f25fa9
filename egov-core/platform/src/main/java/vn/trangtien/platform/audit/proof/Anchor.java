package vn.trangtien.platform.audit.proof;

import java.time.Instant;
import java.util.HexFormat;
import vn.trangtien.platform.timestamping.Timestamp;

/**
 * A time-stamped statement about a range of entries. Anchors follow one another: ranges without gaps, each naming the digest of
 * the one before, so that none can be taken out of the middle.
 *
 * @param number from 1
 * @param fromSeq first entry of the range
 * @param toSeq last entry, included
 * @param root of the Merkle tree over the hashes of the range
 * @param lastHash hash of the last entry, which vouches for the whole chain before it
 * @param prevDigest digest of the anchor before; zeros before the first
 * @param digest what was stamped, see {@link #digest(long, long, long, String, String, String)}
 * @param stampedAt time in the token
 * @param token of RFC 3161, Base64
 */
public record Anchor(
        long number,
        long fromSeq,
        long toSeq,
        String root,
        String lastHash,
        String prevDigest,
        String digest,
        Instant stampedAt,
        String token) {

    /** First line of what is stamped; another content would get another name. */
    static final String FORMAT = "trangtien-audit-anchor-1";

    /**
     * SHA-256 over seven lines, each ended by a line feed: the format's name, number, first and last sequence, root, last hash
     * and the digest before. Anybody can recompute it with {@code printf} and {@code sha256sum}.
     */
    public static String digest(
            long number, long fromSeq, long toSeq, String root, String lastHash, String prevDigest) {
        return Sha256.hex(Sha256.of(
                "%s\n%d\n%d\n%d\n%s\n%s\n%s\n".formatted(FORMAT, number, fromSeq, toSeq, root, lastHash, prevDigest)));
    }

    /** The range with its stamp. */
    public static Anchor of(
            long number, long fromSeq, long toSeq, String root, String lastHash, String prevDigest, Timestamp stamp) {
        return new Anchor(
                number,
                fromSeq,
                toSeq,
                root,
                lastHash,
                prevDigest,
                digest(number, fromSeq, toSeq, root, lastHash, prevDigest),
                stamp.at(),
                stamp.token());
    }

    /** Whether the digest is that of the other fields. */
    boolean isWhole() {
        return digest.equals(digest(number, fromSeq, toSeq, root, lastHash, prevDigest));
    }

    byte[] digestBytes() {
        return HexFormat.of().parseHex(digest);
    }
}
