package vn.trangtien.gateway.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two times of a spool. The time of day may jump; the nanoseconds do not, and tell how long a message has waited and by how
 * much the time of day was set.
 *
 * @param wall time of day
 * @param nanos monotonic within one boot of the machine
 * @param boot which boot; another one makes the nanoseconds incomparable
 */
public record SpoolClock(Clock wall, LongSupplier nanos, String boot) {

    private static final Logger LOG = LoggerFactory.getLogger(SpoolClock.class);
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    /** The nanoseconds of the machine, which on Linux go on from process to process until the next boot. */
    public static SpoolClock of(Clock wall) {
        return new SpoolClock(wall, System::nanoTime, bootOfTheMachine());
    }

    /** What the time of day reads when the monotonic clock reads zero, in ms since 1970; changes when the clock is set. */
    public long base() {
        return wall.millis() - monotonicMillis();
    }

    long monotonicMillis() {
        return TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong());
    }

    /** Where the kernel does not tell, every process counts as a boot of its own. */
    private static String bootOfTheMachine() {
        try {
            return Files.readString(BOOT_ID).strip();
        } catch (IOException e) {
            LOG.debug("boot-id=\"{}\"", e.getMessage());
            return UUID.randomUUID().toString();
        }
    }
}
