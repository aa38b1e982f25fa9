package vn.trangtien.drivers.dust;

import java.util.List;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.Sample;

/** What a driver can do with its sensor; when, is not its business. Confined to the thread that reads the device. */
public interface DustSensor {

    /** Starts laser and fan, if they do not run, and sets the mode. That it listened shows in {@link #measure}. */
    void wake() throws DeviceException, InterruptedException;

    /**
     * Takes one measurement of a sensor that is awake.
     *
     * @param justWoken it may still be starting, so it is given more time to answer
     * @return values as if the air were steady already
     */
    List<Sample> measure(boolean justWoken) throws DeviceException, InterruptedException;

    /**
     * Stops laser and fan, and awaits the sensor's answer that it will.
     *
     * @throws DeviceException if it did not answer: it may be awake or asleep
     */
    void sleep() throws DeviceException, InterruptedException;

    /** As {@link #sleep}, without awaiting an answer. */
    void sleepUnheard() throws DeviceException;
}
