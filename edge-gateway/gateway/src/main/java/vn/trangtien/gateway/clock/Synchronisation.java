package vn.trangtien.gateway.clock;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/** How a machine says that its time of day has been synchronised. */
public final class Synchronisation {

    /** Made by systemd-timesyncd at its first success, gone with the next boot. */
    private static final Path TIMESYNCD = Path.of("/run/systemd/timesync/synchronized");

    private Synchronisation() {}

    /** The file of systemd-timesyncd, or what chrony or ntpd told the kernel. Any thread. */
    public static BooleanSupplier ofTheMachine() {
        var kernel = new KernelClock();
        return of(TIMESYNCD, kernel::isSynchronised);
    }

    static BooleanSupplier of(Path timesyncd, BooleanSupplier kernel) {
        return () -> Files.exists(timesyncd) || kernel.getAsBoolean();
    }
}
