package vn.trangtien.sim.camera.rtsp;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import vn.trangtien.sim.camera.fault.Fault;
import vn.trangtien.sim.camera.fault.StreamFaults;

/** The network between camera and client: loses packets and lets one overtake another. Not thread-safe. */
final class FaultyLink implements RtpPacketiser.Sink {

    private static final byte[] NOTHING = {};

    private final PacketRoute route;
    private final StreamFaults faults;
    private final Random random;
    private byte[] overtaken = NOTHING;

    FaultyLink(PacketRoute route, StreamFaults faults, long seed) {
        this.route = route;
        this.faults = faults;
        this.random = new Random(seed);
    }

    @Override
    public void send(byte[] packet, int length) throws IOException {
        if (happens(Fault.LOSS)) {
            return;
        }
        if (overtaken.length == 0 && happens(Fault.REORDER)) {
            overtaken = Arrays.copyOf(packet, length);
            return;
        }
        route.sendMedia(packet, length);
        if (overtaken.length > 0) {
            route.sendMedia(overtaken, overtaken.length);
            overtaken = NOTHING;
        }
    }

    private boolean happens(Fault fault) {
        double percent = faults.amount(fault);
        return percent > 0 && random.nextDouble() * 100 < percent;
    }
}
