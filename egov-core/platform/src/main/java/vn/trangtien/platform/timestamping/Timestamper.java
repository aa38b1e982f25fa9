package vn.trangtien.platform.timestamping;

/** An authority that vouches that a digest existed at a moment. Implementations are thread-safe. */
@FunctionalInterface
public interface Timestamper {

    /**
     * Asks for a time stamp and checks it before it is returned.
     *
     * @param sha256 the digest, 32 bytes
     * @throws TimestampException if the authority cannot be reached, refuses, or answers something that does not hold
     */
    Timestamp stamp(byte[] sha256) throws TimestampException;
}
