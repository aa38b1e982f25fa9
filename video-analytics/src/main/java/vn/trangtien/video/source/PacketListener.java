package vn.trangtien.video.source;

/** Is given every packet before it is decoded, on the thread of the source. */
public interface PacketListener {

    /** Once, when the source is open. */
    void opened(StreamHeader header);

    /** In the order of decoding. */
    void packet(VideoPacket packet);
}
