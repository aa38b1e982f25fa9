package vn.trangtien.video.source;

/** How an RTSP camera sends its packets. Other sources take no notice of it. */
public enum Transport {
    /** Over the connection that also carries the commands: nothing is lost, and it passes every firewall. */
    TCP,
    /** On ports of its own: a little sooner, but a lost packet is a grey patch until the next key frame. */
    UDP
}
