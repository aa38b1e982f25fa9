package vn.trangtien.drivers.scd41;

import static vn.trangtien.drivers.testing.ScriptedLink.hex;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.I2cPort;
import vn.trangtien.drivers.testing.ManualClock;

/** Idle or measuring, as the table of commands in the datasheet says; refuses settings while measuring. */
final class ScriptedScd41 implements I2cPort {

    final List<String> commands = new ArrayList<>();
    String measurement = "01F4336667A25EB93C";
    int variant = 0x1440;
    boolean present = true;
    boolean slow;
    boolean deafToSettings;
    int refused;

    @Nullable Long measuringSince;

    private final ManualClock clock;
    private int selfCalibration = 1;
    private int altitude;
    private long taken;
    private byte[] answer = {};
    private long idleAt;

    ScriptedScd41(ManualClock clock) {
        this.clock = clock;
    }

    void losePower() {
        measuringSince = null;
        selfCalibration = 1;
        altitude = 0;
    }

    void measure(int... words) {
        var frame = new StringBuilder();
        for (int word : words) {
            frame.append("%04X%02X".formatted(word, checksum(word)));
        }
        measurement = frame.toString();
    }

    @Override
    public void write(byte... data) throws DeviceException {
        acknowledge(present && clock.nanoTime() >= idleAt);
        int code = (data[0] & 0xFF) << 8 | (data[1] & 0xFF);
        int argument = data.length == 5 ? (data[2] & 0xFF) << 8 | (data[3] & 0xFF) : 0;
        commands.add("%04X".formatted(code) + (data.length == 5 ? " " + argument : ""));
        boolean measuring = measuringSince != null;
        boolean allowed = !measuring || List.of(0x3F86, 0xE4B8, 0xEC05).contains(code);
        refused += allowed ? 0 : 1;
        acknowledge(allowed);
        switch (code) {
            case 0x3F86 -> {
                measuringSince = null;
                idleAt = clock.nanoTime() + Duration.ofMillis(500).toNanos();
            }
            case 0x202F -> {
                acknowledge(variant >= 0);
                answer = words(variant);
            }
            case 0x2416 -> selfCalibration = deafToSettings ? selfCalibration : argument;
            case 0x2313 -> answer = words(selfCalibration);
            case 0x2427 -> altitude = deafToSettings ? altitude : argument;
            case 0x2322 -> answer = words(altitude);
            case 0x21B1 -> {
                measuringSince = clock.nanoTime();
                taken = 0;
            }
            case 0xE4B8 -> answer = words(measured() > taken ? 0x8006 : 0x8000);
            case 0xEC05 -> {
                acknowledge(measured() > taken);
                taken = measured();
                answer = hex(measurement);
            }
            default -> throw new AssertionError("unknown command 0x%04X".formatted(code));
        }
    }

    @Override
    public byte[] read(int length) throws DeviceException {
        acknowledge(present && answer.length > 0);
        return Arrays.copyOf(answer, length);
    }

    @Override
    public byte[] readRegister(int register, int length) {
        throw new AssertionError("the SCD41 has no registers");
    }

    private long measured() {
        Long since = measuringSince;
        return since == null || slow
                ? 0
                : (clock.nanoTime() - since) / Duration.ofSeconds(5).toNanos();
    }

    private static byte[] words(int word) {
        return new byte[] {(byte) (word >> 8), (byte) word, (byte) checksum(word)};
    }

    /** Long division of the word, complemented in its first eight bits, by x^8 + x^5 + x^4 + 1. */
    private static int checksum(int word) {
        int dividend = (word ^ 0xFF00) << 8;
        for (int bit = 23; bit >= 8; bit--) {
            if ((dividend & 1 << bit) != 0) {
                dividend ^= 0x131 << bit - 8;
            }
        }
        return dividend & 0xFF;
    }

    private static void acknowledge(boolean yes) throws DeviceException {
        if (!yes) {
            throw new DeviceException(DeviceError.NOT_PRESENT, "no acknowledge");
        }
    }
}
