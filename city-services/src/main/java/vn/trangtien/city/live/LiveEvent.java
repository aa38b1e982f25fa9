package vn.trangtien.city.live;

import java.nio.charset.StandardCharsets;

/**
 * One event of the stream, encoded once for all clients.
 *
 * @param sequence its place in the stream of this process, from 1
 * @param frame as it goes over the wire, UTF-8; never changed by anyone
 */
record LiveEvent(long sequence, byte[] frame) {

    /** @param data JSON on one line */
    static LiveEvent of(String epoch, long sequence, String name, String data) {
        if (data.indexOf('\n') >= 0 || data.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("data of event " + name + " must be one line, but holds a line break");
        }
        String text = "id: " + epoch + "-" + sequence + "\nevent: " + name + "\ndata: " + data + "\n\n";
        return new LiveEvent(sequence, text.getBytes(StandardCharsets.UTF_8));
    }
}
