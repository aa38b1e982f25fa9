package vn.trangtien.gateway.clock;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the kernel knows of its clock: chrony, ntpd and systemd-timesyncd all tell it (adjtimex(2)). */
final class KernelClock {

    private static final Logger LOG = LoggerFactory.getLogger(KernelClock.class);

    /** Larger than {@code struct timex} of any architecture; all zero, it asks and changes nothing. */
    private static final int TIMEX_BYTES = 512;

    /** TIME_ERROR: among others, the clock is not synchronised. */
    private static final int TIME_ERROR = 5;

    private final Optional<C> library = load();

    /** The one function of the C library. */
    interface C extends Library {
        int adjtimex(Pointer timex);
    }

    private static Optional<C> load() {
        try {
            return Optional.of(Native.load("c", C.class));
        } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
            LOG.warn("clock=unknown reason=\"{}\"", e.getMessage());
            return Optional.empty();
        }
    }

    boolean isSynchronised() {
        if (library.isEmpty()) {
            return false;
        }
        var timex = new Memory(TIMEX_BYTES);
        timex.clear();
        int state = library.get().adjtimex(timex);
        return state >= 0 && state != TIME_ERROR;
    }
}
