package vn.trangtien.platform.audit.proof;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/**
 * Shows that one entry is under the root of an anchor, without the other entries.
 *
 * @param index place of the entry in the range, from 0
 * @param size entries of the range
 * @param path siblings from the leaf to the root, lowest first, hexadecimal
 */
public record InclusionProof(long index, long size, List<String> path) {

    public InclusionProof {
        path = List.copyOf(path);
        if (size < 1 || index < 0 || index >= size) {
            throw new IllegalArgumentException(
                    "an inclusion proof needs 0 <= index < size, but index was %d and size %d".formatted(index, size));
        }
    }

    /** Proves leaf {@code index} of a range whose entries have these hashes. */
    public static InclusionProof of(List<String> entryHashes, int index) {
        return new InclusionProof(index, entryHashes.size(), MerkleTree.path(entryHashes, index));
    }

    /**
     * The root to which the path leads (RFC 9162, section 2.1.3.2); compare it with the anchor's. A path of the wrong length
     * leads to a root that fits nothing.
     */
    public String root(String entryHash) {
        MessageDigest digest = Sha256.create();
        byte[] hash = MerkleTree.leaf(digest, entryHash);
        long node = index;
        long last = size - 1;
        for (String sibling : path) {
            byte[] other = HexFormat.of().parseHex(sibling);
            if (last == 0) {
                return "";
            }
            if ((node & 1) == 1 || node == last) {
                hash = MerkleTree.node(digest, other, hash);
                while ((node & 1) == 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = MerkleTree.node(digest, hash, other);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 ? Sha256.hex(hash) : "";
    }
}
