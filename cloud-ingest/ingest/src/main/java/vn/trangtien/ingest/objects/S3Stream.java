package vn.trangtien.ingest.objects;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Reads an object piece by piece, each fetched whole before any of it is given on: an answer that breaks off is asked again
 * without the reader's noticing, a slow reader holds no connection to the store, and no more than a piece is in memory.
 * Skipping fetches nothing, which is how a browser's range becomes the store's. What is read from the first byte to the last is
 * compared with the name, and the last piece of a wrong object is never given on. Not thread-safe.
 */
final class S3Stream extends InputStream {

    private static final int PIECE = 1024 * 1024;

    private final String name;
    private final long length;
    private final S3Resource.Pieces pieces;
    private final MessageDigest digest = ObjectName.digest();
    private byte[] piece = {};
    /** Of the next byte in the piece. */
    private int at;
    /** Of the first byte after the piece in the object. */
    private long end;

    private boolean skipped;

    /** @param first the beginning of the object, which is there already */
    S3Stream(String name, long length, byte[] first, S3Resource.Pieces pieces) throws IOException {
        this.name = name;
        this.length = length;
        this.pieces = pieces;
        take(first);
    }

    @Override
    public int read() throws IOException {
        return fetched() ? piece[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int wanted) throws IOException {
        if (wanted == 0) {
            return 0;
        }
        if (!fetched()) {
            return -1;
        }
        int given = Math.min(wanted, piece.length - at);
        System.arraycopy(piece, at, buffer, offset, given);
        at += given;
        return given;
    }

    @Override
    public long skip(long wanted) {
        long position = end - piece.length + at;
        long target = Math.min(length, position + Math.max(0, wanted));
        if (target <= end) {
            at += Math.toIntExact(target - position);
        } else {
            skipped = true;
            piece = new byte[0];
            at = 0;
            end = target;
        }
        return target - position;
    }

    @Override
    public int available() {
        return piece.length - at;
    }

    private boolean fetched() throws IOException {
        if (at < piece.length) {
            return true;
        }
        if (end >= length) {
            return false;
        }
        take(pieces.read(name, end, (int) Math.min(length - end, PIECE)));
        return true;
    }

    private void take(byte[] next) throws IOException {
        long after = end + next.length;
        if (!skipped) {
            digest.update(next);
            if (after == length && !HexFormat.of().formatHex(digest.digest()).equals(name)) {
                throw new IOException(
                        "object %s: the store gave other bytes than were put; restore it from a copy".formatted(name));
            }
        }
        piece = next;
        at = 0;
        end = after;
    }
}
