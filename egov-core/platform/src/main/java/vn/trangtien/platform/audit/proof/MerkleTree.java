package vn.trangtien.platform.audit.proof;

import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;

/**
 * The Merkle tree of RFC 6962, section 2.1, over the hashes of entries: leaves and inner nodes are hashed with different
 * first bytes, so that no node can pass for a leaf. Fed leaf by leaf with memory for one branch only; not thread-safe.
 */
public final class MerkleTree {

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private record Peak(byte[] hash, long leaves) {}

    private final MessageDigest digest = Sha256.create();
    /** Full subtrees, the smallest on top. */
    private final Deque<Peak> peaks = new ArrayDeque<>();

    private long size;

    /**
     * Adds the next leaf.
     *
     * @param entryHash 64 hexadecimal digits
     * @throws IllegalArgumentException if it is anything else
     */
    public void add(String entryHash) {
        byte[] hash = leaf(digest, entryHash);
        long leaves = 1;
        while (!peaks.isEmpty() && peaks.peek().leaves() == leaves) {
            Peak left = peaks.pop();
            hash = node(digest, left.hash(), hash);
            leaves += left.leaves();
        }
        peaks.push(new Peak(hash, leaves));
        size++;
    }

    public long size() {
        return size;
    }

    /** The root so far; of no leaves the hash of nothing. */
    public String root() {
        Iterator<Peak> rest = peaks.iterator();
        if (!rest.hasNext()) {
            return Sha256.hex(digest.digest());
        }
        byte[] hash = rest.next().hash();
        while (rest.hasNext()) {
            hash = node(digest, rest.next().hash(), hash);
        }
        return Sha256.hex(hash);
    }

    /** The siblings on the way from leaf {@code index} to the root, lowest first. */
    static List<String> path(List<String> entryHashes, int index) {
        MessageDigest digest = Sha256.create();
        List<byte[]> leaves =
                entryHashes.stream().map(hash -> leaf(digest, hash)).toList();
        var path = new ArrayList<String>();
        path(digest, leaves, index, path);
        return List.copyOf(path);
    }

    private static void path(MessageDigest digest, List<byte[]> leaves, int index, List<String> path) {
        if (leaves.size() == 1) {
            return;
        }
        int split = Integer.highestOneBit(leaves.size() - 1);
        List<byte[]> left = leaves.subList(0, split);
        List<byte[]> right = leaves.subList(split, leaves.size());
        if (index < split) {
            path(digest, left, index, path);
            path.add(Sha256.hex(root(digest, right)));
        } else {
            path(digest, right, index - split, path);
            path.add(Sha256.hex(root(digest, left)));
        }
    }

    private static byte[] root(MessageDigest digest, List<byte[]> leaves) {
        if (leaves.size() == 1) {
            return leaves.get(0);
        }
        int split = Integer.highestOneBit(leaves.size() - 1);
        return node(digest, root(digest, leaves.subList(0, split)), root(digest, leaves.subList(split, leaves.size())));
    }

    static byte[] leaf(MessageDigest digest, String entryHash) {
        byte[] content = HexFormat.of().parseHex(entryHash);
        if (content.length != digest.getDigestLength()) {
            throw new IllegalArgumentException(
                    "the hash of an entry must have 64 hexadecimal digits, but was '" + entryHash + "'");
        }
        digest.update(LEAF);
        return digest.digest(content);
    }

    static byte[] node(MessageDigest digest, byte[] left, byte[] right) {
        digest.update(NODE);
        digest.update(left);
        return digest.digest(right);
    }
}
