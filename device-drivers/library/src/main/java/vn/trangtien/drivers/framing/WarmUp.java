package vn.trangtien.drivers.framing;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;

/** The time an instrument needs after switching on before its values count. Confined to one thread but for {@link #isOver}. */
public final class WarmUp {

    private final DeviceClock clock;
    private final long nanos;
    private volatile @Nullable Long begunAt;

    public WarmUp(DeviceClock clock, Duration length) {
        this.clock = clock;
        this.nanos = length.toNanos();
    }

    /** The instrument is on, if it was not before. */
    public void begin() {
        if (begunAt == null) {
            begunAt = clock.nanoTime();
        }
    }

    /** The instrument was off and begins anew. */
    public void startOver() {
        begunAt = clock.nanoTime();
    }

    /** The instrument was switched off. */
    public void end() {
        begunAt = null;
    }

    /** An instrument that fell silent was probably without power; it begins anew when it answers again. */
    public void failed(DeviceException failure) {
        if (failure.error() == DeviceError.TIMEOUT || failure.error() == DeviceError.PORT_GONE) {
            begunAt = null;
        }
    }

    /** Whether the instrument is on and has been for long enough. Any thread. */
    public boolean isOver() {
        Long since = begunAt;
        return since != null && clock.nanoTime() - since >= nanos;
    }
}
