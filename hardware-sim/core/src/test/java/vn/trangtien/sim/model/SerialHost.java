package vn.trangtien.sim.model;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import vn.trangtien.sim.bus.SerialTarget;

/** The other end of a serial line, with a time of its own. */
final class SerialHost {

    private static final HexFormat HEX = HexFormat.ofDelimiter(" ").withUpperCase();

    private final SerialTarget device;
    private long now;

    SerialHost(SerialTarget device) {
        this.device = device;
    }

    void say(String hex) {
        device.receive(HEX.parseHex(hex), now);
    }

    /** Frames that come within this time, asked for whenever the device says that it has something. */
    List<String> hear(Duration time) {
        return frames(time).stream().map(HEX::formatHex).toList();
    }

    List<String> hearLines(Duration time) {
        return frames(time).stream()
                .map(line -> new String(line, StandardCharsets.US_ASCII))
                .toList();
    }

    private List<byte[]> frames(Duration time) {
        long until = now + time.toNanos();
        var frames = new ArrayList<byte[]>();
        while (device.nextDueAt() <= until) {
            now = Math.max(now, device.nextDueAt());
            frames.addAll(device.due(now));
        }
        now = until;
        return frames;
    }
}
