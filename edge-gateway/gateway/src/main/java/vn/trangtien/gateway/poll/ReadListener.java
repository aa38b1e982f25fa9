package vn.trangtien.gateway.poll;

import java.util.List;
import java.util.Optional;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.gateway.config.DeviceEntry;

/** Hears of every attempt to read a device, on the thread of its bus. */
public interface ReadListener {

    void read(DeviceEntry device, List<Sample> samples);

    /**
     * What is wrong although the read gave values; called before {@link #read} hears of them.
     *
     * @param warning in the words of the driver; empty while nothing is wrong
     */
    default void warned(DeviceEntry device, Optional<String> warning) {}

    /**
     * The device gave nothing.
     *
     * @param fault COMM_FAULT, or CONFIG_ERROR if the configuration does not fit the device
     * @param error in the words of the driver
     * @param at nanoseconds of the device clock
     */
    void failed(DeviceEntry device, Quality fault, String error, long at);
}
