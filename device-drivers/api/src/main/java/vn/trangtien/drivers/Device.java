package vn.trangtien.drivers;

import java.util.List;
import java.util.Optional;

/** One physical instrument, opened. Not thread-safe: the owner of the bus calls each device from a single thread. */
public interface Device extends AutoCloseable {

    /**
     * Asks the instrument once and waits for its answer.
     *
     * @return at least one sample, in the order of the descriptor's channels
     * @throws DeviceException if the bus or the instrument failed; the device stays usable for the next call
     * @throws InterruptedException if the worker is being stopped
     */
    List<Sample> read() throws DeviceException, InterruptedException;

    /**
     * What is wrong although {@link #read()} gives values, in words a technician can act on: another part than expected, a
     * supply warning. Empty while nothing is.
     */
    default Optional<String> warning() {
        return Optional.empty();
    }

    /** Releases ports and listeners. Safe to call twice. */
    @Override
    void close();
}
