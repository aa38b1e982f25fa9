package vn.trangtien.video.clip;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import vn.trangtien.video.source.VideoPacket;

/**
 * The last seconds of a stream, in whole groups of pictures: a group without its key frame shows nothing. Bounded in time and
 * in bytes.
 */
final class PacketRing {

    private final long keptMicros;
    private final long mostBytes;
    private final ArrayDeque<VideoPacket> packets = new ArrayDeque<>();
    private long bytes;

    PacketRing(long keptMicros, long mostBytes) {
        this.keptMicros = keptMicros;
        this.mostBytes = mostBytes;
    }

    void add(VideoPacket packet) {
        if (packets.isEmpty() && !packet.key()) {
            return;
        }
        packets.add(packet);
        bytes += packet.data().length;
        while (!packets.isEmpty() && (bytes > mostBytes || secondGroupIsOldEnough(packet.presentationMicros()))) {
            dropGroup();
        }
    }

    void clear() {
        packets.clear();
        bytes = 0;
    }

    long bytes() {
        return bytes;
    }

    /** From the last key frame at or before that time, or from the oldest one. */
    List<VideoPacket> since(long micros) {
        var kept = new ArrayList<VideoPacket>();
        for (VideoPacket packet : packets) {
            if (packet.key() && packet.presentationMicros() <= micros) {
                kept.clear();
            }
            kept.add(packet);
        }
        return kept;
    }

    /** Then the first group is not needed any more. */
    private boolean secondGroupIsOldEnough(long now) {
        boolean first = true;
        for (VideoPacket packet : packets) {
            if (!first && packet.key()) {
                return now - packet.presentationMicros() >= keptMicros;
            }
            first = false;
        }
        return false;
    }

    private void dropGroup() {
        do {
            bytes -= packets.remove().data().length;
        } while (!packets.isEmpty() && !packets.getFirst().key());
    }
}
