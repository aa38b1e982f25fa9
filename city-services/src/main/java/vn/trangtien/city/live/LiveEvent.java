package vn.trangtien.city.live;

import java.nio.charset.StandardCharsets;

/** One event of the stream, encoded once for all clients. The bytes are handed out as they are and changed by nobody. */
final class LiveEvent {

    private final long sequence;
    private final byte[] frame;

    private LiveEvent(long sequence, byte[] frame) {
        this.sequence = sequence;
        this.frame = frame;
    }

    /**
     * Encodes an event.
     *
     * @param data JSON on one line
     */
    static LiveEvent of(String epoch, long sequence, String name, String data) {
        if (data.indexOf('\n') >= 0 || data.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("data of event " + name + " must be one line, but holds a line break");
        }
        String text = "id: " + epoch + "-" + sequence + "\nevent: " + name + "\ndata: " + data + "\n\n";
        return new LiveEvent(sequence, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Its place in the stream of this process, from 1. */
    long sequence() {
        return sequence;
    }

    /** As it goes over the wire, UTF-8. */
    byte[] frame() {
        return frame;
    }
}
