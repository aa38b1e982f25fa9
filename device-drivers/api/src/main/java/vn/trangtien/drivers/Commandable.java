package vn.trangtien.drivers;

/** A {@link Device} that can also be told something, such as a lamp. Called on the thread that reads it. */
public interface Commandable {

    /**
     * Does it and makes sure of it as far as the device can tell.
     *
     * @param channel one that the descriptor marks as writable
     * @param value in the unit of the channel, within its range
     * @throws DeviceException with {@code UNSUPPORTED} for another channel or a value out of range, naming both
     * @throws InterruptedException if the worker is being stopped
     */
    void command(String channel, double value) throws DeviceException, InterruptedException;
}
